import type { AccountStorage, Checkpoint, ConversationRow } from '../storage/account-storage.ts'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'

/** How long a change may wait for others before it is written, ms. What must be on the disk at once calls `flush`. */
const WRITE_DELAY = 1_000

/** Collects what changed, merges it and writes it in one transaction. */
export interface Journal {
  add(change: Checkpoint): void
  /** Resolves when everything added before is on the disk (or in memory, where there is no disk). */
  flush(): Promise<void>
  stop(): void
}

/**
 * `settle` is awaited before each write, so that stanzas already counted as handled are applied first;
 * `streamState` is then read in the same turn as the changes are taken: what the disk says of the stream
 * and what it holds of its stanzas always belong together.
 */
export function createJournal(
  storage: AccountStorage,
  options: { readonly settle: () => Promise<void>; readonly streamState: () => string | null | undefined },
): Journal {
  let pending = emptyChange()
  let dirty = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> | undefined
  let queued: Promise<void> | undefined

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    await options.settle()
    const change = toCheckpoint(pending)
    const stream = options.streamState()
    pending = emptyChange()
    dirty = false
    await storage.checkpoint(stream === undefined ? change : { ...change, stream })
  }

  function flush(): Promise<void> {
    if (!writing) {
      writing = write().finally(() => {
        writing = undefined
      })
      return writing
    }
    // One more write after the running one serves everybody who asks meanwhile.
    queued ??= writing.then(() => {
      queued = undefined
      return flush()
    })
    return queued
  }

  return {
    add(change) {
      merge(pending, change)
      if (dirty) return
      dirty = true
      timer = setTimeout(flush, WRITE_DELAY)
    },
    flush,
    stop() {
      clearTimeout(timer)
    },
  }
}

interface PendingChange {
  messages: Map<string, ChatMessage>
  removedMessages: Map<string, { readonly conversation: BareJid; readonly key: string }>
  conversations: Map<BareJid, ConversationRow>
  rosterItems: Map<BareJid, RosterItem>
  removedRosterItems: Set<BareJid>
  rosterReplaced: boolean
  rosterVersion: string | undefined
  presences: Map<BareJid, readonly Presence[]>
  presencesReplaced: boolean
}

function emptyChange(): PendingChange {
  return {
    messages: new Map(),
    removedMessages: new Map(),
    conversations: new Map(),
    rosterItems: new Map(),
    removedRosterItems: new Set(),
    rosterReplaced: false,
    rosterVersion: undefined,
    presences: new Map(),
    presencesReplaced: false,
  }
}

const rowKey = (row: { readonly conversation: BareJid; readonly key: string }) =>
  `${row.conversation} ${row.key}`

function merge(pending: PendingChange, change: Checkpoint): void {
  for (const message of change.messages ?? []) {
    pending.messages.set(rowKey(message), message)
    pending.removedMessages.delete(rowKey(message))
  }
  for (const removed of change.removedMessages ?? []) {
    pending.messages.delete(rowKey(removed))
    pending.removedMessages.set(rowKey(removed), removed)
  }
  for (const row of change.conversations ?? []) pending.conversations.set(row.jid, row)
  if (change.rosterReplaced) {
    pending.rosterReplaced = true
    pending.rosterItems.clear()
    pending.removedRosterItems.clear()
  }
  for (const item of change.rosterItems ?? []) {
    pending.rosterItems.set(item.jid, item)
    pending.removedRosterItems.delete(item.jid)
  }
  for (const jid of change.removedRosterItems ?? []) {
    pending.rosterItems.delete(jid)
    pending.removedRosterItems.add(jid)
  }
  pending.rosterVersion = change.rosterVersion ?? pending.rosterVersion
  if (change.presencesReplaced) {
    pending.presencesReplaced = true
    pending.presences.clear()
  }
  for (const { jid, resources } of change.presences ?? []) pending.presences.set(jid, resources)
}

function toCheckpoint(pending: PendingChange): Checkpoint {
  return {
    messages: [...pending.messages.values()],
    removedMessages: [...pending.removedMessages.values()],
    conversations: [...pending.conversations.values()],
    rosterItems: [...pending.rosterItems.values()],
    removedRosterItems: [...pending.removedRosterItems],
    rosterReplaced: pending.rosterReplaced,
    ...(pending.rosterVersion === undefined ? {} : { rosterVersion: pending.rosterVersion }),
    presences: [...pending.presences].map(([jid, resources]) => ({ jid, resources })),
    presencesReplaced: pending.presencesReplaced,
  }
}
