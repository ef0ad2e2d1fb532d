import { MINUTE, SECOND } from '../lib/time.ts'

const BASE = 1 * SECOND
/** In the first minutes, and while somebody looks, a server that returns is found within seconds. */
const CAP_SOON = 6 * SECOND
const SOON = 2 * MINUTE
const CAP_VISIBLE = 30 * SECOND
const CAP_HIDDEN = 120 * SECOND

export interface Outage {
  /** Attempts that have failed in a row. */
  readonly failures: number
  readonly lastsMs: number
  readonly isVisible: boolean
}

/** How long to wait before the next attempt: doubling, with full jitter so that a server's users do not return at once. */
export function backoffDelay({ failures, lastsMs, isVisible }: Outage, random: number): number {
  const cap = !isVisible ? CAP_HIDDEN : lastsMs < SOON ? CAP_SOON : CAP_VISIBLE
  return random * Math.min(BASE * 2 ** Math.min(failures, 20), cap)
}
