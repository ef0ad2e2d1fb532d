import type { Timestamp } from '../lib/time.ts'
import type { StanzaError } from './error.ts'
import type { Jid } from './jid.ts'

export type MessageType = 'chat' | 'error' | 'groupchat' | 'headline' | 'normal'
/** XEP-0085. */
export type ChatState = 'active' | 'composing' | 'gone' | 'inactive' | 'paused'

/** XEP-0203. Who stamps it decides whether it is believed (session and account know that). */
export interface Delay {
  readonly stamp: Timestamp
  readonly from?: Jid
}

/** XEP-0359 §3: an id that a server gave. */
export interface StanzaId {
  readonly id: string
  readonly by: Jid
}

/** RFC 6121 §5: one message stanza, decoded. Absent and malformed are the same. */
export interface Message {
  readonly from: Jid
  readonly to?: Jid
  readonly id?: string
  readonly type: MessageType
  readonly body?: string
  readonly subject?: string
  readonly thread?: string
  readonly delay?: Delay
  readonly chatState?: ChatState
  /** XEP-0359: the sender's own id; never identifies across senders. */
  readonly originId?: string
  readonly stanzaIds?: readonly StanzaId[]
  readonly error?: StanzaError
}
