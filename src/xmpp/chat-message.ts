import type { Timestamp } from '../lib/time.ts'
import type { StanzaError } from './error.ts'
import type { BareJid, Jid } from './jid.ts'

/** What became of a message of ours; only upwards, except that `failed` is final until sent again. */
export type Delivery = 'delivered' | 'displayed' | 'failed' | 'offline' | 'pending' | 'sent'

/** One message as a conversation keeps it, in memory and on disk. */
export interface ChatMessage {
  /** Unique within the conversation and stable: the origin id of our own, else the server's stanza id, else sender and id. */
  readonly key: string
  readonly conversation: BareJid
  readonly direction: 'in' | 'out'
  /** Who wrote it, as checked at the edge; never changes. */
  readonly from: Jid
  readonly body: string
  /** When it was written, as far as it can be believed (T14): shown to the person. */
  readonly at: Timestamp
  /** Place in the conversation: rises with arrival, so that a wrong clock moves nothing (F15). */
  readonly order: number
  /** The stanza's own id attribute, echoed by receipts and errors. */
  readonly id?: string
  readonly stanzaId?: string
  /** Ours only. */
  readonly delivery?: Delivery
  readonly error?: StanzaError
}
