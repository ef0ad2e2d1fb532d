import type { IDBPTransaction } from 'idb'

/** How many puts are queued before the page gets its turn (measured: no gap over 10 ms). */
export const SLICE = 200

type AnyTransaction = Pick<IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>, 'abort' | 'done'>

/** Runs `work` inside the transaction: when it resolves, all is on the disk; when it rejects, nothing is. */
export async function within<T>(transaction: AnyTransaction, work: () => Promise<T>): Promise<T> {
  const done = transaction.done
  // Awaited below; until then a rejection must not count as unhandled.
  done.catch(() => {})
  try {
    const result = await work()
    await done
    return result
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // Already aborted or finished.
    }
    // A request of an aborted transaction says only "AbortError"; the transaction itself knows the cause (quota …).
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error
    await done
    throw error
  }
}

/** Queues one request for every item, a slice at a time, so that a large write never holds up the page. */
export async function inSlices<T>(
  items: readonly T[],
  request: (item: T) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += SLICE) {
    await Promise.all(items.slice(start, start + SLICE).map(request))
  }
}
