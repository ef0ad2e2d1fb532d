// The cast of this folder's tests.
import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid, FullJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'

export const bare = (jid: string): BareJid => jid as BareJid
export const full = (jid: string): FullJid => jid as FullJid

export const romeo = bare('romeo@example.net')
export const juliet = bare('juliet@example.com')

export const message = (order: number, given: Partial<ChatMessage> = {}): ChatMessage => ({
  key: `m${order}`,
  conversation: juliet,
  direction: 'in',
  from: juliet,
  body: `line ${order}`,
  at: 1_700_000_000_000 + order,
  order,
  ...given,
})

export const ownMessage = (order: number, given: Partial<ChatMessage> = {}): ChatMessage =>
  message(order, { direction: 'out', from: romeo, delivery: 'pending', ...given })

export const rosterItem = (jid: BareJid, given: Partial<RosterItem> = {}): RosterItem => ({
  jid,
  subscription: 'both',
  pendingOut: false,
  groups: ['Friends'],
  ...given,
})

export const presence = (from: string, given: Partial<Presence> = {}): Presence => ({
  from: full(from),
  type: 'available',
  availability: 'available',
  priority: 0,
  ...given,
})
