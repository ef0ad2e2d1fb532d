import type { Timestamp } from '../lib/time.ts'
import type { StanzaError } from './error.ts'
import type { Jid } from './jid.ts'
import type { Capabilities } from './xep/0115-entity-capabilities.ts'

export type Show = 'away' | 'chat' | 'dnd' | 'xa'

/** What `<show/>` says, with a word for its absence (RFC 6121 §4.7.2.1). */
export type Availability = 'available' | Show

export type PresenceType =
  | 'available'
  | 'error'
  | 'probe'
  | 'subscribe'
  | 'subscribed'
  | 'unavailable'
  | 'unsubscribe'
  | 'unsubscribed'

/** RFC 6121 §4.7: one presence stanza, decoded. */
export interface Presence {
  readonly from: Jid
  readonly to?: Jid
  readonly id?: string
  readonly type: PresenceType
  /** Only meaningful with type `available`. */
  readonly availability: Availability
  readonly status?: string
  /** −128 … 127, 0 when absent or malformed. */
  readonly priority: number
  /** XEP-0203: when it was sent, if a server says it had to wait. */
  readonly delayedFrom?: Timestamp
  /** XEP-0319. */
  readonly idleSince?: Timestamp
  /** XEP-0115. */
  readonly caps?: Capabilities
  /** XEP-0172, in subscription requests. */
  readonly nickname?: string
  readonly error?: StanzaError
}
