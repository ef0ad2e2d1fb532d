import { MapDraft } from '../lib/map-draft.ts'
import type { ChatMessage, Delivery } from '../xmpp/chat-message.ts'
import type { StanzaError } from '../xmpp/error.ts'
import type { BareJid } from '../xmpp/jid.ts'

/** The part of a conversation's messages that is in memory: the newest ones, ascending by `order`. */
export interface Timeline {
  readonly messages: readonly ChatMessage[]
  /** Whether older ones may be on the disk. */
  readonly hasOlder: boolean
}

export interface MessagesSlice {
  readonly byConversation: ReadonlyMap<BareJid, Timeline>
}

export const emptyMessages: MessagesSlice = { byConversation: new Map() }
const EMPTY: Timeline = { messages: [], hasOlder: false }

/** undefined: not yet read from the disk. */
export function timelineOf(slice: MessagesSlice, jid: BareJid): Timeline | undefined {
  return slice.byConversation.get(jid)
}

export function messageOf(slice: MessagesSlice, jid: BareJid, key: string): ChatMessage | undefined {
  return slice.byConversation.get(jid)?.messages.findLast((message) => message.key === key)
}

/** Adds messages by key: one that is there already keeps its place and its author. */
export function applyMessages(slice: MessagesSlice, added: readonly ChatMessage[]): MessagesSlice {
  const byConversation = new MapDraft(slice.byConversation)
  for (const [jid, messages] of byConversationOf(added)) {
    const before = byConversation.get(jid) ?? EMPTY
    byConversation.set(jid, { ...before, messages: merge(before.messages, messages) })
  }
  return { byConversation: byConversation.finish() }
}

/** A page read from the disk: older than what is there, or the first. */
export function applyStoredPage(
  slice: MessagesSlice,
  jid: BareJid,
  page: readonly ChatMessage[],
  hasOlder: boolean,
): MessagesSlice {
  const before = slice.byConversation.get(jid) ?? EMPTY
  const messages = merge(before.messages, page)
  return { byConversation: new Map(slice.byConversation).set(jid, { messages, hasOlder }) }
}

export interface DeliveryChange {
  readonly conversation: BareJid
  readonly key: string
  readonly delivery: Delivery
  readonly error?: StanzaError
}

const RANK: Record<Delivery, number> = { pending: 0, sent: 1, offline: 2, delivered: 3, displayed: 4, failed: 5 }

/** Ticks only rise (SECURITY I3); `failed` replaces nothing above `sent`. */
export function mayBecome(before: Delivery, after: Delivery): boolean {
  if (after === 'failed') return before === 'pending' || before === 'sent' || before === 'offline'
  return before !== 'failed' && RANK[after] > RANK[before]
}

export function applyDeliveries(slice: MessagesSlice, changes: readonly DeliveryChange[]): MessagesSlice {
  const byConversation = new MapDraft(slice.byConversation)
  for (const change of changes) {
    const timeline = byConversation.get(change.conversation)
    const index = timeline?.messages.findLastIndex((message) => message.key === change.key) ?? -1
    const message = timeline?.messages[index]
    if (!timeline || !message?.delivery || !mayBecome(message.delivery, change.delivery)) continue
    const messages = timeline.messages.with(index, {
      ...message,
      delivery: change.delivery,
      ...(change.error ? { error: change.error } : {}),
    })
    byConversation.set(change.conversation, { ...timeline, messages })
  }
  return { byConversation: byConversation.finish() }
}

/** "Send again" and "Delete" of a failed message of ours. */
export function applyRemovedMessage(slice: MessagesSlice, jid: BareJid, key: string): MessagesSlice {
  const timeline = slice.byConversation.get(jid)
  if (!timeline) return slice
  const messages = timeline.messages.filter((message) => message.key !== key)
  return { byConversation: new Map(slice.byConversation).set(jid, { ...timeline, messages }) }
}

/** Own messages that the server has not yet proved to have. */
export function queuedCount(slice: MessagesSlice): number {
  let count = 0
  for (const { messages } of slice.byConversation.values())
    for (const message of messages) if (message.delivery === 'pending') count++
  return count
}

function byConversationOf(messages: readonly ChatMessage[]): Map<BareJid, ChatMessage[]> {
  const grouped = new Map<BareJid, ChatMessage[]>()
  for (const message of messages) {
    const list = grouped.get(message.conversation)
    if (list) list.push(message)
    else grouped.set(message.conversation, [message])
  }
  return grouped
}

function merge(before: readonly ChatMessage[], added: readonly ChatMessage[]): readonly ChatMessage[] {
  const known = new Set(before.map((message) => message.key))
  const fresh = added.filter((message) => !known.has(message.key) && known.add(message.key))
  if (fresh.length === 0) return before
  const all = [...before, ...fresh]
  const newest = before.at(-1)
  const first = fresh[0]
  const inOrder = !newest || !first || newest.order <= first.order
  return inOrder && isAscending(fresh) ? all : all.sort((a, b) => a.order - b.order)
}

function isAscending(messages: readonly ChatMessage[]): boolean {
  return messages.every((message, i) => i === 0 || (messages[i - 1]?.order ?? 0) <= message.order)
}
