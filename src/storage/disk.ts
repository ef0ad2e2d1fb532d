import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import type { AccountStorage, Checkpoint, Snapshot } from './account-storage.ts'
import { holdsMessage, messageRow, readPage } from './archive.ts'
import { appendToLog, type Change, emptyLog, foldLog, replaceLog } from './contact-log.ts'
import { canSeal, seal, unseal } from './credentials.ts'
import { createConnection, type Database, type StoreName } from './database.ts'
import { text } from './guards.ts'
import { readOutbox } from './outbox.ts'
import { readAllRows } from './read-all-rows.ts'
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
}

const SECRET = 'own'

function readPresences(jid: BareJid, value: unknown): { resources: Presence[]; damaged: boolean } {
  if (!Array.isArray(value)) return { resources: [], damaged: true }
  const resources = value.flatMap(row => readPresence(row) ?? []).filter(({ from }) => isDeviceOf(jid, from))
  return { resources, damaged: resources.length < value.length }
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
  let rosterSize = emptyLog()
  let presencesSize = emptyLog()

  async function load(db: Database): Promise<Snapshot> {
    const [rosterRows, presenceRows, conversationRows, waitingRows, stream, rosterVersion] =
      await Promise.all([
        readAllRows(db, 'roster'),
        readAllRows(db, 'presences'),
        readAllRows(db, 'conversations'),
        db.getAllFromIndex('messages', 'pending'),
        db.get('session', 'stream'),
        db.get('session', 'rosterVersion'),
      ])
    const roster = foldLog(rosterRows.rows)
    const rosterItems: RosterItem[] = []
    for (const [jid, value] of roster.values) {
      const item = readRosterItem(value)
      if (item?.jid === jid) rosterItems.push(item)
    }
    const known = foldLog(presenceRows.rows)
    let presencesDamaged = known.damaged || presenceRows.damaged
    const presences: { jid: BareJid; resources: Presence[] }[] = []
    for (const [jid, value] of known.values) {
      const { resources, damaged } = readPresences(jid, value)
      if (resources.length > 0) presences.push({ jid, resources })
      presencesDamaged ||= damaged
    }
    rosterSize = roster.size
    presencesSize = known.size
    const rosterDamaged = roster.damaged || rosterRows.damaged || rosterItems.length < roster.values.size
    return {
      rosterItems,
      presences,
      conversations: conversationRows.rows.flatMap(row => readConversation(row) ?? []),
      outbox: readOutbox(waitingRows),
      // With a hole in what we know, the server has to tell everything again: it would not if it thought us up to date.
      rosterVersion: rosterDamaged ? undefined : text(rosterVersion),
      stream: rosterDamaged || presencesDamaged ? undefined : text(stream),
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
    close: () => connection.close(),
  }
}
