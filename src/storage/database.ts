import { type DBSchema, deleteDB, type IDBPDatabase, openDB, type StoreNames } from 'idb'
import type { BareJid } from '../xmpp/jid.ts'

/** Rows are `unknown` on purpose: whoever reads one has to validate it (T43). */
interface Schema extends DBSchema {
  /** MessageRow; `order` gives pages, `pending` (only on own messages that wait) the outbox. */
  messages: {
    key: [conversation: string, key: string]
    value: unknown
    indexes: { order: [conversation: string, order: number]; pending: number }
  }
  conversations: { key: string; value: unknown }
  /** Logs of changes, oldest first: see contact-log.ts. */
  roster: { key: number; value: unknown }
  presences: { key: number; value: unknown }
  /** The two strings that go with a checkpoint: `stream`, `rosterVersion`. */
  session: { key: string; value: unknown }
  values: { key: string; value: unknown }
  secrets: { key: string; value: unknown }
}

export type Database = IDBPDatabase<Schema>
export type StoreName = StoreNames<Schema>

const VERSION = 1
const STORES: readonly StoreName[] = [
  'messages',
  'conversations',
  'roster',
  'presences',
  'session',
  'values',
  'secrets',
]

/** How long another tab may hold an older version, or a sick disk say nothing, before we go on without it (F13). */
export const OPEN_PATIENCE = 4_000

/** The database was deleted or upgraded by somebody else: it is no longer ours to write to. */
export class GoneError extends Error {
  override readonly name = 'GoneError'
}

export const databaseName = (account: BareJid): string => `whereabouts:${account}`

/** One step per version, so that a database of any age comes up to date. */
function upgrade(db: Database, from: number): void {
  if (from < 1) {
    const messages = db.createObjectStore('messages', { keyPath: ['conversation', 'key'] })
    messages.createIndex('order', ['conversation', 'order'])
    messages.createIndex('pending', 'pending')
    db.createObjectStore('conversations', { keyPath: 'jid' })
    db.createObjectStore('roster', { autoIncrement: true })
    db.createObjectStore('presences', { autoIncrement: true })
    db.createObjectStore('session')
    db.createObjectStore('values')
    db.createObjectStore('secrets')
  }
}

interface OpenOptions {
  /** Refuse to create what is not there. */
  readonly mustExist: boolean
  readonly onGone: () => void
  readonly onTerminated: () => void
}

async function openOnce(name: string, { mustExist, onGone, onTerminated }: OpenOptions): Promise<Database> {
  const opening = openDB<Schema>(name, VERSION, {
    upgrade(db, from, _to, transaction) {
      // An aborted upgrade is nobody's to handle twice: the open itself rejects.
      transaction.done.catch(() => {})
      if (from === 0 && mustExist) transaction.abort()
      else upgrade(db, from)
    },
    // Another tab deletes (sign-out) or upgrades: stand aside at once, or it would have to wait for us.
    blocking() {
      onGone()
      opening.then(db => db.close()).catch(() => {})
    },
    terminated: onTerminated,
  })
  return await withPatience(opening, db => db.close())
}

/** The result, or a rejection after OPEN_PATIENCE; what comes too late is given to `discard`. */
async function withPatience<T>(work: Promise<T>, discard: (late: T) => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      work.then(discard, () => {})
      reject(new DOMException('no answer from the database', 'TimeoutError'))
    }, OPEN_PATIENCE)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

const hasAllStores = (db: Database): boolean => STORES.every(name => db.objectStoreNames.contains(name))

async function open(name: string, options: OpenOptions): Promise<Database> {
  const db = await openOnce(name, options)
  if (hasAllStores(db)) return db
  // Right version, wrong stores: nothing in it can be ours. Start anew; the server fills it again.
  db.close()
  await withPatience(deleteDB(name), () => {})
  return await openOnce(name, options)
}

/** Faults of the moment (a wedged or closed connection, an aborted transaction) go away with a fresh connection (F14). */
const isLasting = (error: unknown): boolean =>
  error instanceof GoneError ||
  (error instanceof Error &&
    ['DataCloneError', 'DataError', 'QuotaExceededError', 'TimeoutError', 'VersionError'].includes(
      error.name,
    ))

export interface Connection {
  /** Runs `work` on an open database; once more on a fresh connection when it failed for a fault of the moment. */
  run<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** Whether it was ever open. */
  wasOpen(): boolean
  close(): void
}

/** A connection to the account's database that opens by need and again after it broke. */
export function createConnection(account: BareJid, onGone: () => void): Connection {
  let current: Promise<Database> | undefined
  let opened = false
  let failed = false
  let gone = false

  const connect = async (): Promise<Database> => {
    if (gone) throw new GoneError('the database is closed for good')
    try {
      const db = await open(databaseName(account), {
        // Deleted under our feet: an empty one in its place would hold later changes without what they change.
        mustExist: opened,
        onGone: () => {
          gone = true
          current = undefined
          onGone()
        },
        onTerminated: () => {
          current = undefined
        },
      })
      opened = true
      failed = false
      return db
    } catch (error) {
      // Twice in a row is enough: later reads must not each wait for a disk that says nothing.
      gone ||= failed || isLasting(error)
      failed = true
      throw error
    }
  }

  const drop = (): void => {
    current?.then(
      db => db.close(),
      () => {},
    )
    current = undefined
  }

  const attempt = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
    current ??= connect()
    return await work(await current)
  }

  return {
    async run(work) {
      try {
        return await attempt(work)
      } catch (error) {
        if (isLasting(error)) throw error
        drop()
        return await attempt(work)
      }
    },
    wasOpen: () => opened,
    close() {
      gone = true
      drop()
    },
  }
}

/** Empties, then deletes: the content is gone even where another tab keeps the deletion waiting. */
export async function deleteDatabase(account: BareJid): Promise<void> {
  const name = databaseName(account)
  try {
    // No version: whatever is there, as it is.
    const db = await withPatience(openDB(name), late => late.close())
    try {
      const names = [...db.objectStoreNames]
      if (names.length > 0) {
        const transaction = db.transaction(names, 'readwrite')
        await Promise.all([...names.map(store => transaction.objectStore(store).clear()), transaction.done])
      }
    } finally {
      db.close()
    }
  } catch {
    // Unreadable is no reason not to delete it.
  }
  await withPatience(deleteDB(name), () => {})
}
