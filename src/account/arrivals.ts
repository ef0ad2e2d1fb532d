import type { Timestamp } from '../lib/time.ts'

/** How many keys of the newest messages are remembered: more than a server replays after a failed resumption. */
const REMEMBERED = 1_000

/**
 * The order in which messages arrived, and which did: rises whatever the clock does (F15), and knows again
 * what a server sends twice after a lost acknowledgement, also across a reload.
 */
export interface Arrivals {
  /** A place after all that came before. */
  nextOrder(now: Timestamp): number
  /** False if this key has been seen; remembers it otherwise. */
  isNew(key: string): boolean
  toJSON(): ArrivalsRecord
}

export interface ArrivalsRecord {
  readonly lastOrder: number
  readonly recent: readonly string[]
}

export function createArrivals(record: ArrivalsRecord = { lastOrder: 0, recent: [] }): Arrivals {
  let lastOrder = record.lastOrder
  const recent = new Set(record.recent)
  return {
    nextOrder(now) {
      lastOrder = Math.max(lastOrder + 1, now)
      return lastOrder
    },
    isNew(key) {
      if (recent.has(key)) return false
      recent.add(key)
      for (const oldest of recent) {
        if (recent.size <= REMEMBERED) break
        recent.delete(oldest)
      }
      return true
    },
    toJSON: () => ({ lastOrder, recent: [...recent] }),
  }
}
