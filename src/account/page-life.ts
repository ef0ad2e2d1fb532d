/** What happens to the page that an account lives in. */
export interface PageListener {
  /** Somebody looks at it again. */
  onVisible(): void
  /** It is about to go, and there is still time. */
  onLeaving(): void
  /** It goes now. */
  onGone(): void
}

/** Answers how to stop. */
export function watchPage({ onVisible, onLeaving, onGone }: PageListener): () => void {
  const controller = new AbortController()
  const { signal } = controller
  document.addEventListener('visibilitychange', () => document.hidden || onVisible(), { signal })
  addEventListener('beforeunload', onLeaving, { signal })
  addEventListener('pagehide', onGone, { signal })
  // A page that the browser brings back from its cache has let go of its session: it begins anew.
  addEventListener('pageshow', event => event.persisted && location.reload(), { signal })
  return () => controller.abort()
}
