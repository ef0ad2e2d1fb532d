import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { StanzaError } from '../xmpp/error.ts'
import type { BareJid, Jid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import type { Capabilities } from '../xmpp/xep/0115-entity-capabilities.ts'
import type { StateAnnotation } from '../xmpp/xep/0310-presence-state-annotations.ts'
import type { ConversationRow } from './account-storage.ts'
import { finite, flag, listOf, oneOf, type Reader, shape, text, timestamp } from './guards.ts'

const isBareJid = (value: unknown): value is BareJid =>
  typeof value === 'string' && value !== '' && !value.includes('/')

const isJid = (value: unknown): value is Jid =>
  typeof value === 'string' && value !== '' && !value.startsWith('/') && !value.endsWith('/')

/** JIDs were prepared before they were stored; here they only must not be something else altogether. */
export const bareJid: Reader<BareJid> = value => (isBareJid(value) ? value : undefined)

const jid: Reader<Jid> = value => (isJid(value) ? value : undefined)

const stanzaError = shape<StanzaError>(
  { type: oneOf('auth', 'cancel', 'continue', 'modify', 'wait'), condition: text },
  { text },
)

const capabilities = shape<Capabilities>({ node: text, ver: text, hash: text }, {})

export const readMessage = shape<ChatMessage>(
  {
    key: text,
    conversation: bareJid,
    direction: oneOf('in', 'out'),
    from: jid,
    body: text,
    at: timestamp,
    order: finite,
  },
  {
    id: text,
    stanzaId: text,
    delivery: oneOf('delivered', 'displayed', 'failed', 'offline', 'pending', 'sent'),
    error: stanzaError,
  },
)

export const readConversation = shape<ConversationRow>(
  { jid: bareJid, unread: finite, muted: flag, lastAt: timestamp, draft: text },
  {},
)

export const readRosterItem = shape<RosterItem>(
  {
    jid: bareJid,
    subscription: oneOf('both', 'from', 'none', 'remove', 'to'),
    pendingOut: flag,
    groups: listOf(text),
  },
  { name: text },
)

export const readPresence = shape<Presence>(
  {
    from: jid,
    type: oneOf(
      'available',
      'error',
      'probe',
      'subscribe',
      'subscribed',
      'unavailable',
      'unsubscribe',
      'unsubscribed',
    ),
    availability: oneOf('available', 'away', 'chat', 'dnd', 'xa'),
    priority: finite,
  },
  {
    to: jid,
    id: text,
    status: text,
    delayedFrom: timestamp,
    idleSince: timestamp,
    annotation: shape<StateAnnotation>(
      {},
      { by: jid, kind: oneOf('connection-paused', 'other', 'server-unavailable'), description: text },
    ),
    caps: capabilities,
    nickname: text,
    error: stanzaError,
  },
)

/** Whether this device is one of this contact's: a row must not speak for somebody else. */
export const isDeviceOf = (contact: BareJid, from: Jid): boolean =>
  from === contact || from.startsWith(`${contact}/`)
