import type { Timestamp } from '../lib/time.ts'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'

/** One conversation's own facts. */
export interface ConversationRow {
  readonly jid: BareJid
  readonly unread: number
  readonly muted: boolean
  readonly lastAt: Timestamp
  readonly draft: string
}

/** All that is written together: either all of it is on the disk or nothing (SECURITY §1.5). Absent fields are left alone. */
export interface Checkpoint {
  readonly messages?: readonly ChatMessage[]
  readonly removedMessages?: readonly { readonly conversation: BareJid; readonly key: string }[]
  readonly conversations?: readonly ConversationRow[]
  readonly rosterItems?: readonly RosterItem[]
  readonly removedRosterItems?: readonly BareJid[]
  /** True: the given roster items are the whole roster. */
  readonly rosterReplaced?: boolean
  readonly rosterVersion?: string
  /** Last presence of every available resource of these contacts; an empty list removes the contact's row. */
  readonly presences?: readonly { readonly jid: BareJid; readonly resources: readonly Presence[] }[]
  /** True: the given presences are all there are. */
  readonly presencesReplaced?: boolean
  /** XEP-0198 state, serialised by the account layer; null forgets it. */
  readonly stream?: string | null
}

/** What a page starts from before the network has said anything. Bad rows have been skipped (T43). */
export interface Snapshot {
  readonly rosterItems: readonly RosterItem[]
  readonly rosterVersion: string | undefined
  readonly presences: readonly { readonly jid: BareJid; readonly resources: readonly Presence[] }[]
  readonly conversations: readonly ConversationRow[]
  /** Own messages with delivery `pending`, in order. */
  readonly outbox: readonly ChatMessage[]
  readonly stream: string | undefined
}

/** The disk of one account on this device. Every method resolves; a failing disk turns `persistent` to false and work goes on in memory. */
export interface AccountStorage {
  /** False: nothing survives this page (blocked, private, full, corrupt beyond repair). */
  readonly persistent: boolean
  onDegraded(listener: () => void): void
  load(): Promise<Snapshot>
  checkpoint(change: Checkpoint): Promise<void>
  /** The newest `limit` messages with order < `before` (all when absent), ascending by order. */
  messages(conversation: BareJid, limit: number, before?: number): Promise<ChatMessage[]>
  /** Whether a message with this key is stored. */
  hasMessage(conversation: BareJid, key: string): Promise<boolean>
  /** Small values by name (preferences as JSON, caps answers): validated by who reads them. */
  readValue(name: string): Promise<unknown>
  writeValue(name: string, value: unknown): Promise<void>
  /** Bytes that prove who we are, encrypted under a non-extractable key (T44). undefined when absent or unreadable. */
  readSecret(): Promise<Uint8Array | undefined>
  writeSecret(secret: Uint8Array | null): Promise<void>
  close(): void
}
