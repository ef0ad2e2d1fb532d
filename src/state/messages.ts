import { MapDraft } from '../lib/map-draft.ts'
import type { ChatMessage, Delivery } from '../xmpp/chat-message.ts'
import type { StanzaError } from '../xmpp/error.ts'
import type { BareJid } from '../xmpp/jid.ts'

/** The part of a conversation's messages that is in memory: the newest ones, ascending by `order`. */
export interface Timeline {
  readonly messages: readonly ChatMessage[]
  /** Whether older ones may be on the disk. */
  readonly hasOlder: boolean
  /** Whether the disk has answered. What arrives before that is kept, but is not yet the conversation. */
  readonly read: boolean
}

export interface MessagesSlice {
  readonly byConversation: ReadonlyMap<BareJid, Timeline>
}

export const emptyMessages: MessagesSlice = { byConversation: new Map() }
const EMPTY: Timeline = { messages: [], hasOlder: false, read: false }

/** undefined: not yet read from the disk. */
export function timelineOf(slice: MessagesSlice, jid: BareJid): Timeline | undefined {
  const timeline = slice.byConversation.get(jid)
  return timeline?.read ? timeline : undefined
}

export function messageOf(slice: MessagesSlice, jid: BareJid, key: string): ChatMessage | undefined {
  return slice.byConversation.get(jid)?.messages.findLast(message => message.key === key)
}

/** Adds messages by key: one that is there already keeps its place and its author. */
export function applyMessages(slice: MessagesSlice, added: readonly ChatMessage[]): MessagesSlice {
  const byConversation = new MapDraft(slice.byConversation)
  for (const [jid, messages] of groupBy(added, message => message.conversation)) {
    const before = byConversation.get(jid) ?? EMPTY
    const merged = merge(before.messages, messages)
    if (merged !== before.messages) byConversation.set(jid, { ...before, messages: merged })
  }
  return finished(slice, byConversation)
}

/** A page read from the disk: older than what is there, or the first. Pages may come in any order and twice. */
export function applyStoredPage(
  slice: MessagesSlice,
  jid: BareJid,
  page: readonly ChatMessage[],
  hasOlder: boolean,
): MessagesSlice {
  const before = slice.byConversation.get(jid) ?? EMPTY
  const messages = merge(before.messages, page)
  // Only the page that reaches furthest back knows what lies behind it.
  const isOldest = !before.read || page.length === 0 || page[0] === messages[0]
  const timeline = { messages, hasOlder: isOldest ? hasOlder : before.hasOlder, read: true }
  return { byConversation: new Map(slice.byConversation).set(jid, timeline) }
}

export interface DeliveryChange {
  readonly conversation: BareJid
  readonly key: string
  readonly delivery: Delivery
  readonly error?: StanzaError
}

const RANK: Record<Delivery, number> = {
  pending: 0,
  sent: 1,
  offline: 2,
  delivered: 3,
  displayed: 4,
  failed: 5,
}

/** Ticks only rise (SECURITY I3); `failed` replaces only what nobody has confirmed. */
export function mayBecome(before: Delivery, after: Delivery): boolean {
  if (after === 'failed') return before === 'pending' || before === 'sent' || before === 'offline'
  return before !== 'failed' && RANK[after] > RANK[before]
}

export function applyDeliveries(slice: MessagesSlice, changes: readonly DeliveryChange[]): MessagesSlice {
  const byConversation = new MapDraft(slice.byConversation)
  for (const [jid, own] of groupBy(changes, change => change.conversation)) {
    const timeline = byConversation.get(jid)
    const messages = timeline && withDeliveries(timeline.messages, own)
    if (messages && messages !== timeline.messages) byConversation.set(jid, { ...timeline, messages })
  }
  return finished(slice, byConversation)
}

/** Delete of a failed message of ours, and the first half of sending it again: it comes back at the end. */
export function applyRemovedMessage(slice: MessagesSlice, jid: BareJid, key: string): MessagesSlice {
  const timeline = slice.byConversation.get(jid)
  if (!timeline) return slice
  const messages = timeline.messages.filter(message => message.key !== key)
  if (messages.length === timeline.messages.length) return slice
  return { byConversation: new Map(slice.byConversation).set(jid, { ...timeline, messages }) }
}

/** Own messages that the server has not yet proved to have. */
export function queuedCount(slice: MessagesSlice): number {
  let count = 0
  for (const timeline of slice.byConversation.values()) count += pendingIn(timeline)
  return count
}

// Asked at each change of state: a conversation is counted again only when it changed itself.
const pendingCounts = new WeakMap<Timeline, number>()

function pendingIn(timeline: Timeline): number {
  const known = pendingCounts.get(timeline)
  if (known !== undefined) return known
  let count = 0
  for (const message of timeline.messages) if (message.delivery === 'pending') count++
  pendingCounts.set(timeline, count)
  return count
}

function finished(slice: MessagesSlice, draft: MapDraft<BareJid, Timeline>): MessagesSlice {
  const byConversation = draft.finish()
  return byConversation === slice.byConversation ? slice : { byConversation }
}

function groupBy<K, T>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** One walk from the newest, one copy, however many changes. */
function withDeliveries(
  messages: readonly ChatMessage[],
  changes: readonly DeliveryChange[],
): readonly ChatMessage[] {
  const open = groupBy(changes, change => change.key)
  let changed: ChatMessage[] | undefined
  for (let i = messages.length - 1; i >= 0 && open.size > 0; i--) {
    const message = messages[i]
    const own = message && open.get(message.key)
    if (!own) continue
    open.delete(message.key)
    const after = own.reduce(withDelivery, message)
    if (after === message) continue
    changed ??= [...messages]
    changed[i] = after
  }
  return changed ?? messages
}

function withDelivery(message: ChatMessage, { delivery, error }: DeliveryChange): ChatMessage {
  if (!message.delivery || !mayBecome(message.delivery, delivery)) return message
  return { ...message, delivery, ...(error && delivery === 'failed' ? { error } : {}) }
}

function merge(before: readonly ChatMessage[], added: readonly ChatMessage[]): readonly ChatMessage[] {
  const fresh = new Map<string, ChatMessage>()
  for (const message of added) if (!fresh.has(message.key)) fresh.set(message.key, message)
  for (const { key } of before) fresh.delete(key)
  if (fresh.size === 0) return before
  const all = [...before, ...fresh.values()]
  // What arrives live is in order already: only the seam and the new part are looked at.
  return isAscending(all, Math.max(before.length, 1)) ? all : all.sort(byOrder)
}

function isAscending(messages: readonly ChatMessage[], from: number): boolean {
  for (let i = from; i < messages.length; i++) {
    const [a, b] = [messages[i - 1], messages[i]]
    if (a && b && byOrder(a, b) > 0) return false
  }
  return true
}

/** The key decides between equals, so that the order of arrival of pages does not. */
function byOrder(a: ChatMessage, b: ChatMessage): number {
  return a.order - b.order || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}
