import type { BareJid } from './jid.ts'

/** RFC 6121 §2.1.2. */
export type Subscription = 'both' | 'from' | 'none' | 'remove' | 'to'

export interface RosterItem {
  readonly jid: BareJid
  readonly name?: string
  readonly subscription: Subscription
  /** ask='subscribe': our request waits for an answer. */
  readonly pendingOut: boolean
  readonly groups: readonly string[]
}
