// Roster and presences are stored as a log: each checkpoint appends rows of up to CHUNK changes, and the last change of a
// contact counts. Measured in Chromium with 10,000 contacts: written in 20-60 ms and read in 15-50 ms, against
// 420-530 and 80-90 ms with one row per contact.
import type { BareJid } from '../xmpp/jid.ts'
import type { Database } from './database.ts'
import { type Readable, rescueRows, visitInSlices } from './read-rows.ts'
import { bareJid } from './rows.ts'
import { within } from './transaction.ts'

/** Rows stay well below 64 KiB, above which Chromium moves a value out into a file of its own. */
const CHUNK = 100

/** One contact's newest value; null when it was removed. */
export type Change = readonly [jid: BareJid, value: unknown]

interface LogStore extends Readable {
  clear(): Promise<void>
  put(value: readonly Change[]): Promise<unknown>
}

/** What a log holds beyond its newest values; only a hint when to compact, so it may be wrong. */
export interface LogSize {
  readonly rows: number
  readonly changes: number
  readonly contacts: number
}

export const emptyLog: LogSize = { rows: 0, changes: 0, contacts: 0 }

/** Reads what is stored about one contact; undefined means malformed. */
type ReadValue<T> = (value: unknown, jid: BareJid) => T | undefined

/** The newest value of every contact, as far as the log has been read. */
interface Fold<T> {
  readonly values: Map<BareJid, T>
  rows: number
  changes: number
  /** Something in it could not be read: what is known has a hole. */
  damaged: boolean
}

const createFold = <T>(): Fold<T> => ({ values: new Map(), rows: 0, changes: 0, damaged: false })

const sizeOf = ({ rows, changes, values }: Fold<unknown>): LogSize => ({
  rows,
  changes,
  contacts: values.size,
})

function foldChange<T>(fold: Fold<T>, change: unknown, read: ReadValue<T>): void {
  const jid = Array.isArray(change) ? bareJid(change[0]) : undefined
  if (!Array.isArray(change) || jid === undefined) {
    fold.damaged = true
    return
  }
  const value = change[1] === null ? undefined : read(change[1], jid)
  if (value !== undefined) fold.values.set(jid, value)
  else {
    // Malformed is not "as before": what was known before is known to be old.
    fold.values.delete(jid)
    fold.damaged ||= change[1] !== null
  }
}

function foldRows<T>(fold: Fold<T>, rows: readonly unknown[], read: ReadValue<T>): void {
  for (const row of rows) {
    fold.rows += 1
    if (Array.isArray(row)) {
      fold.changes += row.length
      for (const change of row) foldChange(fold, change, read)
    } else fold.damaged = true
  }
}

interface LogContent<T> {
  readonly values: ReadonlyMap<BareJid, T>
  readonly size: LogSize
  readonly damaged: boolean
}

/** The newest value of every contact that was not removed. */
export async function readLog<T>(
  db: Database,
  name: 'presences' | 'roster',
  read: ReadValue<T>,
): Promise<LogContent<T>> {
  let fold = createFold<T>()
  try {
    const transaction = db.transaction(name)
    await within(transaction, () => visitInSlices(transaction.store, rows => foldRows(fold, rows, read)))
  } catch (error) {
    // Not even row by row: a fault of the connection, which knows what to do about it.
    const rescued = await rescueRows(db, name).catch(() => Promise.reject(error))
    fold = createFold<T>()
    foldRows(fold, rescued.rows, read)
    fold.damaged ||= rescued.damaged
  }
  return { values: fold.values, size: sizeOf(fold), damaged: fold.damaged }
}

/** One row at a time: each answer is a turn of the page's own. */
async function append(store: LogStore, changes: readonly Change[]): Promise<number> {
  let rows = 0
  for (let start = 0; start < changes.length; start += CHUNK) {
    await store.put(changes.slice(start, start + CHUNK))
    rows += 1
  }
  return rows
}

/** These values, and no others. */
export async function replaceLog(store: LogStore, changes: readonly Change[]): Promise<LogSize> {
  await store.clear()
  return { rows: await append(store, changes), changes: changes.length, contacts: changes.length }
}

const isOvergrown = ({ rows, changes, contacts }: LogSize): boolean =>
  changes > 2 * contacts + 500 || rows > contacts / CHUNK + 300

/** Appends, and compacts when most of the log is no longer news. */
export async function appendToLog(
  store: LogStore,
  changes: readonly Change[],
  before: LogSize,
): Promise<LogSize> {
  const size: LogSize = {
    rows: before.rows + (await append(store, changes)),
    changes: before.changes + changes.length,
    contacts: before.contacts,
  }
  if (!isOvergrown(size)) return size
  const fold = createFold()
  await visitInSlices(store, rows => foldRows(fold, rows, value => value))
  // A hole must stay to be seen, because only load() can act on it; counted as compact, or each change would look again.
  if (fold.damaged) return { ...emptyLog, contacts: fold.values.size }
  return await replaceLog(store, [...fold.values])
}
