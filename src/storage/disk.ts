import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import type { AccountStorage, Checkpoint, ConversationRow, Snapshot } from './account-storage.ts'
import { holdsMessage, messageRow, readPage } from './archive.ts'
import { appendToLog, type Change, emptyLog, readLog, replaceLog } from './contact-log.ts'
import { canSeal, seal, unseal } from './credentials.ts'
import { createConnection, type Database, type StoreName } from './database.ts'
import { listOf, text } from './guards.ts'
import { isWaiting, readOutbox } from './outbox.ts'
import { rescueRows } from './read-rows.ts'
import { isDeviceOf, readConversation, readPresence, readRosterItem } from './rows.ts'
import { inSlices, within } from './transaction.ts'

/** The storage without its promises: every method may reject. */
export interface Disk extends Omit<AccountStorage, 'onDegraded' | 'persistent'> {
  /** Rejects when there is no database to be had. */
  open(): Promise<void>
  /** False: there never was one, so there is nothing to carry over. */
  wasOpen(): boolean
  /** What was acknowledged since is not on this disk: the next page must not resume from it. */
  forgetStream(): Promise<void>
  /** Takes out of the disk's outbox and archive what must not be sent or seen again, even if nothing can be added to it. */
  settle(change: Checkpoint): Promise<void>
}

const SECRET = 'own'

const presenceList = listOf(readPresence)

/** All devices of a contact or none: half of them would be a wrong answer. */
function readDevices(value: unknown, jid: BareJid): readonly Presence[] | undefined {
  const devices = presenceList(value)
  return devices?.every(({ from }) => isDeviceOf(jid, from)) ? devices : undefined
}

function readItem(value: unknown, jid: BareJid): RosterItem | undefined {
  const item = readRosterItem(value)
  return item?.jid === jid ? item : undefined
}

/** A row that cannot be read is skipped. */
async function readConversations(db: Database): Promise<ConversationRow[]> {
  const rows = await db
    .getAll('conversations')
    .catch(async () => (await rescueRows(db, 'conversations')).rows)
  return rows.flatMap(row => readConversation(row) ?? [])
}

function storesOf(change: Checkpoint): StoreName[] {
  const stores: StoreName[] = []
  if (change.messages || change.removedMessages) stores.push('messages')
  if (change.conversations) stores.push('conversations')
  if (change.rosterItems || change.removedRosterItems || change.rosterReplaced) stores.push('roster')
  if (change.presences || change.presencesReplaced) stores.push('presences')
  if (change.stream !== undefined || change.rosterVersion !== undefined) stores.push('session')
  return stores
}

/** One account's database, as it answers when all is well. */
export function createDisk(account: BareJid, onGone: () => void): Disk {
  const connection = createConnection(account, onGone)
  let rosterSize = emptyLog
  let presencesSize = emptyLog

  async function load(db: Database): Promise<Snapshot> {
    const [roster, presences, conversations, waiting, stream, rosterVersion] = await Promise.all([
      readLog(db, 'roster', readItem),
      readLog(db, 'presences', readDevices),
      readConversations(db),
      db.getAllFromIndex('messages', 'pending'),
      db.get('session', 'stream'),
      db.get('session', 'rosterVersion'),
    ])
    rosterSize = roster.size
    presencesSize = presences.size
    return {
      rosterItems: [...roster.values.values()],
      presences: Array.from(presences.values, ([jid, resources]) => ({ jid, resources })),
      conversations,
      outbox: readOutbox(waiting),
      // With a hole in what we know, the server has to tell everything again: it would not if it thought us up to date.
      rosterVersion: roster.damaged ? undefined : text(rosterVersion),
      stream: roster.damaged || presences.damaged ? undefined : text(stream),
    }
  }

  async function checkpoint(db: Database, change: Checkpoint): Promise<void> {
    const names = storesOf(change)
    if (names.length === 0) return
    // A person's own words reach the platter before the composer clears; all else can be asked for again.
    const durability = change.messages?.some(({ delivery }) => delivery === 'pending') ? 'strict' : 'relaxed'
    const transaction = db.transaction(names, 'readwrite', { durability })
    const sizes = await within(transaction, async () => {
      const messages = () => transaction.objectStore('messages')
      await inSlices(change.removedMessages ?? [], ({ conversation, key }) =>
        messages().delete([conversation, key]),
      )
      await inSlices(change.messages ?? [], message => messages().put(messageRow(message)))
      await inSlices(change.conversations ?? [], row => transaction.objectStore('conversations').put(row))

      const removals: Change[] = (change.removedRosterItems ?? []).map(jid => [jid, null])
      const items: Change[] = (change.rosterItems ?? []).map(item => [item.jid, item])
      const devices: Change[] = (change.presences ?? []).map(({ jid, resources }) => [
        jid,
        resources.length > 0 ? resources : null,
      ])
      const roster = !names.includes('roster')
        ? rosterSize
        : change.rosterReplaced
          ? await replaceLog(transaction.objectStore('roster'), items)
          : await appendToLog(transaction.objectStore('roster'), [...removals, ...items], rosterSize)
      const presences = !names.includes('presences')
        ? presencesSize
        : change.presencesReplaced
          ? await replaceLog(transaction.objectStore('presences'), devices)
          : await appendToLog(transaction.objectStore('presences'), devices, presencesSize)

      const session = () => transaction.objectStore('session')
      if (change.rosterVersion !== undefined) await session().put(change.rosterVersion, 'rosterVersion')
      if (change.stream === null) await session().delete('stream')
      else if (change.stream !== undefined) await session().put(change.stream, 'stream')
      return { roster, presences }
    })
    rosterSize = sizes.roster
    presencesSize = sizes.presences
  }

  async function settle(db: Database, { messages = [], removedMessages = [] }: Checkpoint): Promise<void> {
    const waiting = new Set(
      (await db.getAllKeysFromIndex('messages', 'pending')).map(key => JSON.stringify(key)),
    )
    const settled = messages.filter(
      message => !isWaiting(message) && waiting.has(JSON.stringify([message.conversation, message.key])),
    )
    if (settled.length === 0 && removedMessages.length === 0) return
    try {
      await checkpoint(db, { messages: settled, removedMessages })
    } catch {
      // A full disk still deletes; the server's archive has what the server took.
      await checkpoint(db, { removedMessages: [...removedMessages, ...settled] })
    }
  }

  return {
    open: () => connection.run(async () => {}),
    wasOpen: () => connection.wasOpen(),
    load: () => connection.run(load),
    checkpoint: change => connection.run(db => checkpoint(db, change)),
    messages: (conversation, limit, before): Promise<ChatMessage[]> =>
      connection.run(db => readPage(db, conversation, limit, before)),
    hasMessage: (conversation, key) => connection.run(db => holdsMessage(db, conversation, key)),
    readValue: name => connection.run(db => db.get('values', name)),
    writeValue: async (name, value) => {
      await connection.run(db => db.put('values', value, name))
    },
    readSecret: async () => unseal(account, await connection.run(db => db.get('secrets', SECRET))),
    writeSecret: async secret => {
      if (secret === null) return await connection.run(db => db.delete('secrets', SECRET))
      if (!canSeal()) return
      const sealed = await seal(account, secret)
      await connection.run(db => db.put('secrets', sealed, SECRET))
    },
    forgetStream: () => connection.run(db => db.delete('session', 'stream')),
    settle: change => connection.run(db => settle(db, change)),
    close: () => connection.close(),
  }
}
