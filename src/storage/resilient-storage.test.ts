import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AccountStorage } from './account-storage.ts'
import { databaseName, OPEN_PATIENCE } from './database.ts'
import { openAccountStorage } from './open-storage.ts'
import { juliet, message, ownMessage, presence, romeo, rosterItem } from './test-values.ts'

const opened: AccountStorage[] = []

async function open(): Promise<AccountStorage> {
  const storage = await openAccountStorage(romeo)
  opened.push(storage)
  return storage
}

const raw = () => openDB(databaseName(romeo))

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  for (const storage of opened.splice(0)) storage.close()
})

/** From now on every put fails as a full disk makes it fail; deletions go through. */
function fillDisk(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
}

describe('a full disk', () => {
  it('turns the work to memory once, and everything known stays known', async () => {
    const storage = await open()
    const degraded = vi.fn()
    storage.onDegraded(degraded)
    await storage.checkpoint({
      messages: [message(1), ownMessage(2)],
      rosterItems: [rosterItem(juliet)],
      rosterVersion: 'v1',
      presences: [{ jid: juliet, resources: [presence('juliet@example.com/a')] }],
      conversations: [{ jid: juliet, unread: 1, muted: false, lastAt: 1, draft: '' }],
    })
    await storage.writeValue('theme', 'dark')
    await storage.writeSecret(new Uint8Array([7]))
    fillDisk()
    await storage.checkpoint({ messages: [message(3)], stream: 's' })
    await storage.checkpoint({ messages: [message(4)] })
    await storage.writeValue('other', 1)

    expect(degraded).toHaveBeenCalledTimes(1)
    expect(storage.persistent).toBe(false)
    expect((await storage.messages(juliet, 10)).map(({ order }) => order)).toEqual([1, 2, 3, 4])
    expect((await storage.messages(juliet, 2, 3)).map(({ order }) => order)).toEqual([1, 2])
    expect(await storage.hasMessage(juliet, 'm1')).toBe(true)
    expect(await storage.readValue('theme')).toBe('dark')
    expect(await storage.readValue('other')).toBe(1)
    expect(await storage.readSecret()).toEqual(new Uint8Array([7]))
    expect(await storage.load()).toEqual({
      rosterItems: [rosterItem(juliet)],
      rosterVersion: 'v1',
      presences: [{ jid: juliet, resources: [presence('juliet@example.com/a')] }],
      conversations: [{ jid: juliet, unread: 1, muted: false, lastAt: 1, draft: '' }],
      outbox: [ownMessage(2)],
      stream: 's',
    })
  })

  it('tells a listener that comes late', async () => {
    const storage = await open()
    fillDisk()
    await storage.writeValue('v', 1)
    const late = vi.fn()
    storage.onDegraded(late)
    await Promise.resolve()
    expect(late).toHaveBeenCalledTimes(1)
  })

  it('does not let the next page resume, send again or show what was removed', async () => {
    const storage = await open()
    await storage.checkpoint({ messages: [message(1), ownMessage(2), ownMessage(3)], stream: 'old' })
    await storage.writeSecret(new Uint8Array([1]))
    fillDisk()
    await storage.checkpoint({ messages: [ownMessage(2, { delivery: 'sent' })], stream: 'new' })
    await storage.checkpoint({ removedMessages: [{ conversation: juliet, key: 'm1' }] })
    await storage.writeSecret(new Uint8Array([2]))
    expect((await storage.messages(juliet, 5)).map(({ order }) => order)).toEqual([2, 3])
    expect(await storage.readSecret()).toEqual(new Uint8Array([2]))
    vi.restoreAllMocks()
    storage.close()

    const next = await open()
    expect(await next.load()).toMatchObject({ stream: undefined, outbox: [ownMessage(3)] })
    expect(await next.hasMessage(juliet, 'm1')).toBe(false)
    expect(await next.readSecret()).toBeUndefined()
  })
})

describe('a fault of the moment', () => {
  it('is tried once more: a transaction aborted now and then loses nothing and keeps the order', async () => {
    const storage = await open()
    const put = IDBObjectStore.prototype.put
    let puts = 0
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = put.apply(this, given)
      puts += 1
      if (puts % 3 === 0) this.transaction.abort()
      return request
    })
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        storage.checkpoint({ messages: [message(index)], stream: `s${index}` }),
      ),
    )
    expect(storage.persistent).toBe(true)
    vi.restoreAllMocks()
    storage.close()
    const next = await open()
    expect(await next.messages(juliet, 50)).toHaveLength(30)
    expect((await next.load()).stream).toBe('s29')
  })

  it('gets a fresh connection when the old one is wedged', async () => {
    const storage = await open()
    const db = IDBDatabase.prototype
    vi.spyOn(db, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('closing', 'InvalidStateError')
    })
    await storage.checkpoint({ stream: 's' })
    expect((await storage.load()).stream).toBe('s')
    expect(storage.persistent).toBe(true)
  })

  it('is a programming error when the caller asks for what cannot be stored, and costs nothing else', async () => {
    const storage = await open()
    await expect(storage.writeValue('v', () => {})).rejects.toThrow()
    await storage.writeValue('v', 1)
    expect(await storage.readValue('v')).toBe(1)
    expect(storage.persistent).toBe(true)
  })
})

describe('no disk to be had', () => {
  async function worksInMemory(storage: AccountStorage): Promise<void> {
    expect(storage.persistent).toBe(false)
    await storage.checkpoint({ messages: [ownMessage(1)], stream: 's' })
    expect(await storage.load()).toMatchObject({ outbox: [ownMessage(1)], stream: 's' })
  }

  it('because there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await worksInMemory(await open())
    vi.unstubAllGlobals()
  })

  it('because opening is refused', async () => {
    const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('private', 'SecurityError')
    })
    await worksInMemory(await open())
    expect(refused.mock.calls.length).toBeLessThanOrEqual(2)
  })

  it('because a newer release was here', async () => {
    ;(await openDB(databaseName(romeo), 99)).close()
    await worksInMemory(await open())
  })

  it('because another tab holds an older version and does not answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest)
    const opening = open()
    await vi.advanceTimersByTimeAsync(OPEN_PATIENCE)
    await worksInMemory(await opening)
  })
})

describe('a database that is not as we left it', () => {
  it('is made anew when its stores are not ours', async () => {
    const foreign = await openDB(databaseName(romeo), 1, {
      upgrade: db => void db.createObjectStore('strange'),
    })
    foreign.close()
    const storage = await open()
    await storage.checkpoint({ stream: 's' })
    expect((await storage.load()).stream).toBe('s')
    expect(storage.persistent).toBe(true)
  })

  it('is not made anew when it was deleted under a running page: half of a roster would pass for all of it', async () => {
    const storage = await open()
    const degraded = vi.fn()
    storage.onDegraded(degraded)
    await storage.checkpoint({ rosterItems: [rosterItem(juliet)], rosterVersion: 'v1' })
    // The browser's own "clear data" asks nobody.
    globalThis.indexedDB = new IDBFactory()
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('closed', 'InvalidStateError')
    })
    await storage.checkpoint({ stream: 's' })
    expect(await indexedDB.databases()).toEqual([])
    expect(degraded).toHaveBeenCalledTimes(1)
    expect((await storage.load()).stream).toBe('s')
  })

  it('lets another tab delete it at once, and says so', async () => {
    const storage = await open()
    const degraded = vi.fn()
    storage.onDegraded(degraded)
    const blocked = vi.fn()
    await deleteDB(databaseName(romeo), { blocked })
    expect(blocked).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(degraded).toHaveBeenCalledTimes(1))
    expect(storage.persistent).toBe(false)
  })
})

describe('rows that lie', () => {
  const log = (...changes: unknown[]) => changes
  const nurse = 'nurse@example.com'

  async function loadWith(store: string, ...rows: unknown[]) {
    const storage = await open()
    await storage.checkpoint({
      rosterItems: [rosterItem(juliet)],
      rosterVersion: 'v1',
      presences: [{ jid: juliet, resources: [presence('juliet@example.com/a')] }],
      stream: 's',
    })
    const db = await raw()
    for (const row of rows) await db.put(store, row)
    db.close()
    return await storage.load()
  }

  const badItems = {
    'no jid': { subscription: 'both', pendingOut: false, groups: [] },
    'a full jid': { ...rosterItem(juliet), jid: 'nurse@example.com/x' },
    'somebody else': rosterItem(juliet),
    'a group that is a number': { ...rosterItem(juliet), jid: nurse, groups: [1] },
    'an unknown subscription': { ...rosterItem(juliet), jid: nurse, subscription: 'love' },
    'a name that is markup in an object': { ...rosterItem(juliet), jid: nurse, name: { html: '<b>' } },
    'a number': 5,
    nothing: undefined,
  }
  it.each(Object.entries(badItems))(
    'roster: %s is skipped, and the roster is asked for again',
    async (_what, item) => {
      const { rosterItems, rosterVersion, stream } = await loadWith('roster', log([nurse, item]))
      expect(rosterItems).toEqual([rosterItem(juliet)])
      expect({ rosterVersion, stream }).toEqual({ rosterVersion: undefined, stream: undefined })
    },
  )

  const badDevices = {
    'a device of somebody else': [presence('juliet@example.com/a')],
    'a device of a longer name': [presence('nurse@example.com.evil/a')],
    'an idle time that is no time': [{ ...presence(`${nurse}/a`), idleSince: Number.NaN }],
    'half of the devices': [presence(`${nurse}/a`), 'and another'],
    'caps without a hash': [{ ...presence(`${nurse}/a`), caps: { node: 'n', ver: 'v' } }],
    'no list': presence(`${nurse}/a`),
  }
  it.each(Object.entries(badDevices))(
    'presences: %s is skipped, and the stream begins anew',
    async (_what, devices) => {
      const { presences, rosterVersion, stream } = await loadWith('presences', log([nurse, devices]))
      expect(presences).toEqual([{ jid: juliet, resources: [presence('juliet@example.com/a')] }])
      expect({ rosterVersion, stream }).toEqual({ rosterVersion: 'v1', stream: undefined })
    },
  )

  it.each([['no list'], [{ length: 1 }], [null], [[['', { ...rosterItem(juliet), jid: '' }]]], [[null]]])(
    'a log row %j is skipped',
    async row => {
      const { rosterItems, rosterVersion } = await loadWith('roster', row)
      expect(rosterItems).toEqual([rosterItem(juliet)])
      expect(rosterVersion).toBeUndefined()
    },
  )

  it('fields nobody knows are left behind', async () => {
    const { rosterItems } = await loadWith(
      'roster',
      log([juliet, { ...rosterItem(juliet), onclick: 'alert(1)' }]),
    )
    expect(rosterItems).toEqual([rosterItem(juliet)])
  })

  it('conversations and outbox: bad rows are skipped', async () => {
    const good = { jid: juliet, unread: 0, muted: false, lastAt: 0, draft: '' }
    const bad = { ...good, jid: nurse, unread: 'many' }
    expect((await loadWith('conversations', good, bad)).conversations).toEqual([good])
    const lying = { ...message(2), pending: 2 }
    const broken = { ...ownMessage(3), at: 1e300, pending: 3 }
    expect(
      (await loadWith('messages', ownMessage(1), lying, broken, { ...ownMessage(4), pending: 4 })).outbox,
    ).toEqual([{ ...ownMessage(4) }])
  })

  it('a row that the disk cannot give back costs itself only', async () => {
    const storage = await open()
    await storage.checkpoint({ rosterItems: [rosterItem(juliet)], rosterVersion: 'v1' })
    const lost = rosterItem(juliet, { name: 'newest' })
    await storage.checkpoint({ rosterItems: [lost], rosterVersion: 'v2' })
    const fail = () => {
      throw new DOMException('large value lost', 'NotReadableError')
    }
    const { get, getAll } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      return this.name === 'roster' ? fail() : getAll.apply(this, given)
    })
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      return this.name === 'roster' && key === 2 ? fail() : get.call(this, key)
    })
    expect(await storage.load()).toMatchObject({
      rosterItems: [rosterItem(juliet)],
      rosterVersion: undefined,
    })
    expect(storage.persistent).toBe(true)
  })
})
