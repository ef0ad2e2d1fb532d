import { SECOND, type Timestamp } from '../../lib/time.ts'

/** When a person last did something here. Feeds XEP-0012 answers, and later XEP-0319. */
export interface Activity {
  /** The instant of the last real input, by timestamps: throttled timers make it no older. */
  lastInput(): Timestamp
  stop(): void
}

const INPUTS = ['focus', 'keydown', 'pointerdown', 'pointermove', 'scroll', 'touchstart', 'wheel']
/** Pointers move hundreds of times a second; nobody needs to know that exactly. */
const COARSE = SECOND

export function watchActivity(now: () => Timestamp = Date.now): Activity {
  const controller = new AbortController()
  let last = now()
  const note = () => {
    const at = now()
    if (at - last >= COARSE || at < last) last = at
  }
  for (const name of INPUTS)
    addEventListener(name, note, { signal: controller.signal, capture: true, passive: true })
  return { lastInput: () => last, stop: () => controller.abort() }
}
