/** Longest time to wait for a quiet moment. */
const PATIENCE = 2_000
/** For browsers that do not tell (Safari): after this the page has long been drawn. */
const GUESS = 500

/** Does it when the page has been drawn and has nothing else to do; the answer calls it off. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(act, { timeout: PATIENCE })
    return () => cancelIdleCallback(id)
  }
  const timer = setTimeout(act, GUESS)
  return () => clearTimeout(timer)
}
