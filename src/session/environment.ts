import type { Timestamp } from '../lib/time.ts'

/** All that a session takes from the world beside `WebSocket` and `crypto`; tests give their own. */
export interface Environment {
  readonly now: () => Timestamp
  readonly setTimer: (run: () => void, milliseconds: number) => Timer
  readonly clearTimer: (timer: Timer) => void
  /** 0 ≤ random < 1, for jitter only. */
  readonly random: () => number
  readonly isVisible: () => boolean
  readonly fetch: typeof fetch
  /** For diagnostics: never stanzas, never secrets. */
  readonly log: (what: string, error?: unknown) => void
}

export type Timer = ReturnType<typeof setTimeout>

/** Beyond this browsers fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1

export const browserEnvironment: Environment = {
  now: () => Date.now(),
  setTimer: (run, milliseconds) => setTimeout(run, Math.min(Math.max(milliseconds, 0), LONGEST_TIMER)),
  clearTimer: timer => clearTimeout(timer),
  random: () => Math.random(),
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  fetch: (input, init) => fetch(input, init),
  log: (what, error) => console.warn(`session: ${what}`, error instanceof Error ? error.message : ''),
}
