import { MapDraft } from '../lib/map-draft.ts'
import type { Timestamp } from '../lib/time.ts'
import type { BareJid } from '../xmpp/jid.ts'

/** A contact (later also a room) we exchange messages with. */
export interface Conversation {
  readonly jid: BareJid
  readonly unread: number
  readonly muted: boolean
  readonly lastAt: Timestamp
  readonly draft: string
}

export interface ConversationsSlice {
  readonly byJid: ReadonlyMap<BareJid, Conversation>
  /** The one on screen. */
  readonly open: BareJid | undefined
}

export const emptyConversations: ConversationsSlice = { byJid: new Map(), open: undefined }

export function conversationOf(slice: ConversationsSlice, jid: BareJid): Conversation {
  return slice.byJid.get(jid) ?? { jid, unread: 0, muted: false, lastAt: 0, draft: '' }
}

export function unreadOf(slice: ConversationsSlice, jid: BareJid): number {
  return slice.byJid.get(jid)?.unread ?? 0
}

export function totalUnread(slice: ConversationsSlice): number {
  let sum = 0
  for (const conversation of slice.byJid.values()) sum += conversation.unread
  return sum
}

export type ConversationChange = { readonly jid: BareJid } & Partial<Omit<Conversation, 'jid'>>

export function applyConversationChanges(
  slice: ConversationsSlice,
  changes: readonly ConversationChange[],
): ConversationsSlice {
  const byJid = new MapDraft(slice.byJid)
  for (const change of changes) {
    const before = byJid.get(change.jid) ?? conversationOf(slice, change.jid)
    byJid.set(change.jid, { ...before, ...change })
  }
  return finished(slice, byJid)
}

/** News of the batch: each conversation's count of new unread messages and the time of its newest message. */
export function applyNews(
  slice: ConversationsSlice,
  news: readonly { readonly jid: BareJid; readonly at: Timestamp; readonly unread: boolean }[],
): ConversationsSlice {
  const byJid = new MapDraft(slice.byJid)
  for (const { jid, at, unread } of news) {
    const before = byJid.get(jid) ?? conversationOf(slice, jid)
    byJid.set(jid, {
      ...before,
      unread: before.unread + (unread ? 1 : 0),
      lastAt: Math.max(before.lastAt, at),
    })
  }
  return finished(slice, byJid)
}

function finished(slice: ConversationsSlice, draft: MapDraft<BareJid, Conversation>): ConversationsSlice {
  const byJid = draft.finish()
  return byJid === slice.byJid ? slice : { ...slice, byJid }
}
