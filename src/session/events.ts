import type { Timestamp } from '../lib/time.ts'
import type { BareJid, FullJid } from '../xmpp/jid.ts'
import type { Message } from '../xmpp/message.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'

/** Where a stanza came from; decided here, because only the session knows who we are and what we asked. */
export type Provenance =
  | { readonly kind: 'live' }
  | { readonly kind: 'carbon'; readonly direction: 'received' | 'sent' }
  | { readonly kind: 'archive'; readonly query: string; readonly archiveId: string }

/** Why a session can go no further by itself. The words are data-error's of the sign-in form where they can show there. */
export type EndReason =
  | 'conflict'
  | 'host-unreachable'
  | 'no-websocket'
  | 'not-authorized'
  | 'account-disabled'
  | 'credentials-expired'
  | 'other'
  | 'policy-violation'
  | 'timeout'
  | 'tls'
  | 'invalid-address'

export type ConnectionEvent =
  | { readonly state: 'connecting' }
  /** `resumed`: the server kept our stream, nothing needs to be asked again. */
  | { readonly state: 'online'; readonly jid: FullJid; readonly resumed: boolean }
  /** No link; tries again by itself at `nextTry`. `since`: when the link was last known good. */
  | { readonly state: 'offline'; readonly since: Timestamp; readonly nextTry: Timestamp }
  /** Terminal: never tries again by itself. `text` is the server's own, plain, possibly hostile. */
  | { readonly state: 'ended'; readonly reason: EndReason; readonly text?: string }

/** All that a session tells, decoded, origin-checked, in the order of the wire. */
export type SessionEvent =
  | { readonly type: 'connection'; readonly connection: ConnectionEvent }
  | { readonly type: 'presence'; readonly presence: Presence }
  | {
      readonly type: 'message'
      readonly message: Message
      readonly provenance: Provenance
      readonly receivedAt: Timestamp
    }
  | { readonly type: 'roster-push'; readonly item: RosterItem; readonly version?: string }
  | { readonly type: 'blocked'; readonly jids: readonly BareJid[] }
  | { readonly type: 'unblocked'; readonly jids: readonly BareJid[] | 'all' }
  /** The server has proved by XEP-0198 that it took the message stanza with this id. */
  | { readonly type: 'acknowledged'; readonly id: string }
  /** A resumption failed and nobody knows whether the server took this message: ask the archive or send it again under the same id. */
  | { readonly type: 'unacknowledged'; readonly id: string }
