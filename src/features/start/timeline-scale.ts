import { MINUTE, type Timestamp } from '../../lib/time.ts'

/** Where "now" is, of the width of the timeline. */
export const NOW = 0.64

/** Minutes: what lies nearer than `near` is spread out, what lies beyond `far` is at the edge. */
const PAST = { near: 5, far: 7 * 24 * 60 }
const FUTURE = { near: 60, far: 30 * 24 * 60 }

/**
 * Where a moment is on the timeline, from 0 (a week ago or longer) to 1 (in thirty days or later). Counts whole minutes,
 * as words do: a mark moves when its words change.
 */
export function placeOf(at: Timestamp, now: Timestamp): number {
  return at <= now ? NOW * (1 - portion(now - at, PAST)) : NOW + (1 - NOW) * portion(at - now, FUTURE)
}

function portion(span: number, { near, far }: typeof PAST): number {
  const minutes = Math.floor(span / MINUTE)
  return Math.min(1, Math.log1p(minutes / near) / Math.log1p(far / near))
}
