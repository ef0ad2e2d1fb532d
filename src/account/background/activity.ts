import { SECOND } from '../../lib/time.ts'

/**
 * What only a person does. Not `scroll`: a log that follows its newest message scrolls by itself, and whoever scrolls
 * uses one of these. Not `visibilitychange`: a page that nobody looks at may be beside one that somebody works in.
 */
const INPUTS = [
  'focus',
  'input',
  'keydown',
  'pointerdown',
  'pointermove',
  'touchmove',
  'touchstart',
  'wheel',
] as const
/** Pointers move hundreds of times a second; nobody needs to know that exactly, ms. */
const COARSE = SECOND

/** Calls back when somebody does something in this page, at most once a second; answers how to stop. */
export function watchInput(onInput: () => void): () => void {
  const controller = new AbortController()
  let last = Number.NEGATIVE_INFINITY
  let place = ''
  const note = (event: Event) => {
    if (!event.isTrusted || !hasMoved(event)) return
    // By the clock that also runs while the computer sleeps; set back, it counts anew.
    const since = Date.now() - last
    if (since >= 0 && since < COARSE) return
    last = Date.now()
    onInput()
  }
  /** Browsers tell of a pointer that lies still, too, when the page moves below it. */
  function hasMoved(event: Event): boolean {
    if (event.type !== 'pointermove') return true
    const { screenX, screenY } = event as PointerEvent
    const before = place
    place = `${screenX} ${screenY}`
    return place !== before
  }
  for (const name of INPUTS)
    addEventListener(name, note, { signal: controller.signal, capture: true, passive: true })
  return () => controller.abort()
}
