import { MINUTE, type Timestamp } from './time.ts'

/**
 * The one clock of the page. Wakes its listeners at each minute boundary and at instants they ask for
 * (a typing notice running out), never once per row and never while the page is hidden.
 */
export interface Clock {
  now(): Timestamp
  /** Calls back after each wake-up; answers how to stop. */
  subscribe(listener: () => void): () => void
  /** Makes sure of a wake-up at `at` or soon after. */
  wakeAt(at: Timestamp): void
  stop(): void
}

export function createClock(
  environment: { readonly document?: Document; readonly time?: () => Timestamp } = {},
): Clock {
  const time = environment.time ?? Date.now
  const document = environment.document
  const listeners = new Set<() => void>()
  const asked = new Set<Timestamp>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let current = time()

  function wake() {
    current = time()
    for (const at of asked) if (at <= current) asked.delete(at)
    for (const listener of listeners) listener()
    schedule()
  }

  function schedule() {
    clearTimeout(timer)
    timer = undefined
    if (listeners.size === 0 || document?.hidden) return
    const now = time()
    const boundary = (Math.floor(now / MINUTE) + 1) * MINUTE
    // A few milliseconds late is right, a millisecond early shows the old minute for another minute.
    timer = setTimeout(wake, Math.min(boundary, ...asked) - now + 5)
  }

  document?.addEventListener('visibilitychange', onVisibility)
  function onVisibility() {
    if (document?.hidden) schedule()
    else wake()
  }

  return {
    now: () => current,
    subscribe(listener) {
      if (listeners.size === 0) current = time()
      listeners.add(listener)
      if (timer === undefined) schedule()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) schedule()
      }
    },
    wakeAt(at) {
      if (at <= time() || asked.has(at)) return
      asked.add(at)
      schedule()
    },
    stop() {
      clearTimeout(timer)
      listeners.clear()
      document?.removeEventListener('visibilitychange', onVisibility)
    },
  }
}
