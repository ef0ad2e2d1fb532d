import type { Timestamp } from '../lib/time.ts'
import { SECOND } from '../lib/time.ts'

/** Why a session can go no further by itself. */
export type EndedReason =
  | 'account-disabled'
  | 'conflict'
  | 'credentials-expired'
  | 'host-unreachable'
  | 'invalid-address'
  | 'no-websocket'
  | 'not-authorized'
  | 'other'
  | 'policy-violation'
  | 'timeout'
  | 'tls'

export type ConnectionSlice =
  /** `lastGood`: what we show is from then (the disk's, on a fresh page). `again`: this page was connected before. */
  | { readonly state: 'connecting'; readonly lastGood?: Timestamp; readonly again?: boolean }
  /** `outage`: when it came back after an interruption, and what was waiting. */
  | {
      readonly state: 'online'
      readonly since: Timestamp
      readonly outage?: { readonly from: Timestamp; readonly sent: number }
    }
  /** The link is gone and is tried again by itself. `lastGood`: what we show is from then. */
  | { readonly state: 'offline'; readonly lastGood: Timestamp; readonly nextTry: Timestamp }
  /** Over until the person acts. */
  | {
      readonly state: 'ended'
      readonly lastGood: Timestamp
      readonly reason: EndedReason
      readonly text?: string
    }

export const initialConnection: ConnectionSlice = { state: 'connecting' }

/** UI-CONTRACT §0 `data-connection`. */
export type ConnectionNotice =
  | 'auth-failed'
  | 'conflict'
  | 'connecting'
  | 'offline'
  | 'online'
  | 'reconnected'

/** "Connected again" stands this long. */
export const RECONNECTED_NOTICE = 4 * SECOND

const AUTH_REASONS: ReadonlySet<EndedReason> = new Set<EndedReason>([
  'not-authorized',
  'account-disabled',
  'credentials-expired',
])

export function connectionNotice(slice: ConnectionSlice, now: Timestamp): ConnectionNotice {
  switch (slice.state) {
    case 'connecting':
      return 'connecting'
    case 'online':
      return slice.outage && now - slice.since < RECONNECTED_NOTICE ? 'reconnected' : 'online'
    case 'offline':
      return 'offline'
    case 'ended':
      return AUTH_REASONS.has(slice.reason) ? 'auth-failed' : 'conflict'
  }
}

export function isOnline(slice: ConnectionSlice): boolean {
  return slice.state === 'online'
}

/** When what we show about others was last true, while we are not connected; undefined while online. */
export function lastKnownAt(slice: ConnectionSlice): Timestamp | undefined {
  return slice.state === 'online' ? undefined : slice.lastGood
}
