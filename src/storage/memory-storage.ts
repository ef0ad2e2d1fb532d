import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import type { AccountStorage, Checkpoint, ConversationRow } from './account-storage.ts'
import { byOrder, isWaiting } from './outbox.ts'

/** What a failing disk can perhaps still be read for; every method may reject. */
export type Below = Pick<AccountStorage, 'hasMessage' | 'messages' | 'readSecret' | 'readValue'>

/** null: removed here, so whatever lies below does not count. */
type Messages = Map<string, ChatMessage | null>

/** The newest `limit`, ascending; all that share the order at the edge, as the archive does it. */
function newest(messages: readonly ChatMessage[], limit: number): ChatMessage[] {
  const sorted = messages.toSorted(byOrder)
  const edge = sorted[Math.max(0, sorted.length - limit)]
  return limit > 0 && edge !== undefined ? sorted.filter(({ order }) => order >= edge.order) : []
}

/**
 * The same interface without a disk: for tests, for private windows, and for going on when the disk failed; then reads
 * fall through to what the disk may still give (`below`).
 */
export function createMemoryStorage(below?: Below): AccountStorage {
  const messages = new Map<BareJid, Messages>()
  const conversations = new Map<BareJid, ConversationRow>()
  const roster = new Map<BareJid, RosterItem>()
  const presences = new Map<BareJid, readonly Presence[]>()
  const values = new Map<string, unknown>()
  let rosterVersion: string | undefined
  let stream: string | undefined
  /** undefined: nothing was said about it here. */
  let secret: Uint8Array | null | undefined

  const messagesOf = (conversation: BareJid): Messages => {
    const known = messages.get(conversation) ?? new Map()
    messages.set(conversation, known)
    return known
  }

  const apply = (change: Checkpoint): void => {
    for (const { conversation, key } of change.removedMessages ?? []) messagesOf(conversation).set(key, null)
    for (const message of change.messages ?? []) messagesOf(message.conversation).set(message.key, message)
    for (const row of change.conversations ?? []) conversations.set(row.jid, row)
    if (change.rosterReplaced) roster.clear()
    else for (const jid of change.removedRosterItems ?? []) roster.delete(jid)
    for (const item of change.rosterItems ?? []) roster.set(item.jid, item)
    if (change.presencesReplaced) presences.clear()
    for (const { jid, resources } of change.presences ?? []) {
      if (resources.length > 0) presences.set(jid, resources)
      else presences.delete(jid)
    }
    rosterVersion = change.rosterVersion ?? rosterVersion
    if (change.stream !== undefined) stream = change.stream ?? undefined
  }

  return {
    persistent: false,
    // It never was more than memory, so it cannot become less.
    onDegraded: () => {},
    load: async () => ({
      rosterItems: [...roster.values()],
      rosterVersion,
      presences: [...presences].map(([jid, resources]) => ({ jid, resources })),
      conversations: [...conversations.values()],
      outbox: [...messages.values()]
        .flatMap(known => [...known.values()])
        .filter(message => message !== null)
        .filter(isWaiting)
        .sort(byOrder),
      stream,
    }),
    checkpoint: async change => apply(structuredClone(change)),
    messages: async (conversation, limit, before = Infinity) => {
      const known: Messages = messages.get(conversation) ?? new Map()
      const own = [...known.values()].filter(message => message !== null && message.order < before)
      // Enough from below even if everything we know replaces or removes some of it.
      const older = (await below?.messages(conversation, limit + known.size, before).catch(() => [])) ?? []
      return newest(
        [...older.filter(({ key }) => !known.has(key)), ...own.filter(message => message !== null)],
        limit,
      )
    },
    hasMessage: async (conversation, key) => {
      const known = messages.get(conversation)?.get(key)
      if (known !== undefined) return known !== null
      return (await below?.hasMessage(conversation, key).catch(() => false)) ?? false
    },
    readValue: async name => {
      if (values.has(name)) return values.get(name)
      return await below?.readValue(name).catch(() => undefined)
    },
    writeValue: async (name, value) => {
      values.set(name, structuredClone(value))
    },
    readSecret: async () => {
      if (secret !== undefined) return secret?.slice()
      return await below?.readSecret().catch(() => undefined)
    },
    writeSecret: async given => {
      secret = given?.slice() ?? null
    },
    close: () => {},
  }
}
