import type { Database } from './database.ts'

/** Rows whose values the page takes over in one turn. */
const SLICE = 20

/** As much of a store, or of a transaction's view of one, as reading all of it needs. */
export interface Readable {
  getAllKeys(): Promise<number[]>
  getAll(range: IDBKeyRange): Promise<unknown[]>
}

/** All rows in key order, in slices: to take over 10,000 presences in one turn would hold up the page for 50 ms. */
export async function visitInSlices(store: Readable, visit: (rows: unknown[]) => void): Promise<void> {
  const keys = await store.getAllKeys()
  const slices: Promise<void>[] = []
  for (let start = 0; start < keys.length; start += SLICE) {
    const last = keys[Math.min(start + SLICE, keys.length) - 1]
    slices.push(store.getAll(IDBKeyRange.bound(keys[start], last)).then(visit))
  }
  await Promise.all(slices)
}

interface Rescued {
  readonly rows: readonly unknown[]
  /** Some rows could not be brought back at all. */
  readonly damaged: boolean
}

/** What is left of a store that cannot be read as a whole: each row that can be read by itself, in key order. */
export async function rescueRows(
  db: Database,
  name: 'conversations' | 'presences' | 'roster',
): Promise<Rescued> {
  const rows: unknown[] = []
  let damaged = false
  for (const key of await db.getAllKeys(name)) {
    // Each in a transaction of its own: a failed request takes its transaction with it.
    await db.get(name, key).then(
      row => rows.push(row),
      () => {
        damaged = true
      },
    )
  }
  return { rows, damaged }
}
