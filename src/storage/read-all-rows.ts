import type { Database, StoreName } from './database.ts'

interface AllRows {
  readonly rows: readonly unknown[]
  /** Some rows could not be brought back at all. */
  readonly damaged: boolean
}

/** All rows of a store in key order; where the disk cannot give one of them back, all the others. */
export async function readAllRows(db: Database, name: StoreName): Promise<AllRows> {
  try {
    return { rows: await db.getAll(name), damaged: false }
  } catch (error) {
    const keys = await db.getAllKeys(name).catch(() => {
      // Not even keys: a fault of the connection, not of a row.
      throw error
    })
    const rows: unknown[] = []
    let damaged = false
    for (const key of keys) {
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
}
