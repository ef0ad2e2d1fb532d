import type { AccountStorage } from './account-storage.ts'
import type { Disk } from './disk.ts'
import { createMemoryStorage } from './memory-storage.ts'

/** Mistakes of the caller, which memory would not cure either. */
const isProgrammingError = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'DataCloneError' || error.name === 'DataError')

/** What the disk still gives, carried over into memory; the rest is read through as long as it can be. */
async function carryOver(disk: Disk): Promise<AccountStorage> {
  const memory = createMemoryStorage(disk)
  try {
    const { outbox, rosterVersion, stream, ...known } = await disk.load()
    await memory.checkpoint({
      ...known,
      messages: outbox,
      ...(rosterVersion === undefined ? {} : { rosterVersion }),
      ...(stream === undefined ? {} : { stream }),
    })
  } catch {
    // Then we start from nothing; the server tells us again.
  }
  await disk.forgetStream().catch(() => {})
  return memory
}

/** The promise of AccountStorage over a disk that keeps none: nothing rejects, a failure moves the work into memory. */
export async function createResilientStorage(
  createDisk: (onGone: () => void) => Disk,
): Promise<AccountStorage> {
  const listeners = new Set<() => void>()
  let memory: AccountStorage | undefined
  let degraded = false
  let closed = false
  let tail: Promise<unknown> = Promise.resolve()

  const degrade = async (error: unknown): Promise<AccountStorage> => {
    console.warn('storage: going on in memory', error)
    const carried = disk.wasOpen() ? await carryOver(disk) : createMemoryStorage()
    memory = carried
    degraded = true
    for (const listener of listeners) listener()
    listeners.clear()
    return carried
  }

  /** One at a time, in order: a second attempt at an old change must not overtake a newer one. */
  const enqueue = <T>(work: (storage: AccountStorage | Disk) => Promise<T>): Promise<T> => {
    const result = tail.then(async () => {
      if (memory !== undefined) return await work(memory)
      try {
        return await work(disk)
      } catch (error) {
        if (isProgrammingError(error)) throw error
        return await work(await degrade(error))
      }
    })
    tail = result.catch(() => {})
    return result
  }

  const disk = createDisk(() => {
    // The database was taken from us: the next operation would find out, but the person should know now.
    if (!closed) open().catch(() => {})
  })
  const open = (): Promise<void> =>
    enqueue(async storage => ('open' in storage ? await storage.open() : undefined))
  await open()

  return {
    get persistent() {
      return !degraded
    },
    onDegraded(listener) {
      if (degraded) queueMicrotask(listener)
      else listeners.add(listener)
    },
    load: () => enqueue(storage => storage.load()),
    checkpoint: change =>
      enqueue(async storage => {
        await storage.checkpoint(change)
        // The next page starts from what the disk had: it must not send again what was sent since (F11).
        if (storage !== disk) await disk.settle(change).catch(() => {})
      }),
    messages: (conversation, limit, before) =>
      enqueue(storage => storage.messages(conversation, limit, before)),
    hasMessage: (conversation, key) => enqueue(storage => storage.hasMessage(conversation, key)),
    readValue: name => enqueue(storage => storage.readValue(name)),
    writeValue: (name, value) => enqueue(storage => storage.writeValue(name, value)),
    readSecret: () => enqueue(storage => storage.readSecret()),
    writeSecret: secret =>
      enqueue(async storage => {
        await storage.writeSecret(secret)
        // Rather none on the disk than one that was given up.
        if (storage !== disk) await disk.writeSecret(null).catch(() => {})
      }),
    close() {
      closed = true
      listeners.clear()
      tail = tail.then(() => {
        memory ??= createMemoryStorage()
        disk.close()
      })
    },
  }
}
