import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AccountStorage } from './account-storage.ts'
import { databaseName } from './database.ts'
import { openAccountStorage, wipeAccountStorage } from './open-storage.ts'
import { deviceIdOf, rememberAccount, rememberedAccounts } from './preferences.ts'
import { bare, juliet, message, ownMessage, presence, romeo, rosterItem } from './test-values.ts'

let warn: ReturnType<typeof vi.spyOn>
const opened: AccountStorage[] = []

async function open(account = romeo): Promise<AccountStorage> {
  const storage = await openAccountStorage(account)
  opened.push(storage)
  return storage
}

/** The next page: what it finds is what is on the disk. */
async function reload(storage: AccountStorage): Promise<AccountStorage> {
  storage.close()
  return await open()
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
})

afterEach(() => {
  vi.restoreAllMocks()
  for (const storage of opened.splice(0)) storage.close()
})

const raw = () => openDB(databaseName(romeo))

describe('a checkpoint', () => {
  it('survives the page, each part where it belongs', async () => {
    const first = await open()
    expect(first.persistent).toBe(true)
    await first.checkpoint({
      messages: [message(1), ownMessage(2), ownMessage(3, { delivery: 'sent' })],
      conversations: [{ jid: juliet, unread: 2, muted: true, lastAt: 5, draft: 'O' }],
      rosterItems: [rosterItem(juliet, { name: 'Juliet' })],
      rosterVersion: 'v1',
      presences: [{ jid: juliet, resources: [presence('juliet@example.com/balcony', { idleSince: -5 })] }],
      stream: 'stream state',
    })
    const second = await reload(first)
    expect(await second.load()).toEqual({
      rosterItems: [rosterItem(juliet, { name: 'Juliet' })],
      rosterVersion: 'v1',
      presences: [{ jid: juliet, resources: [presence('juliet@example.com/balcony', { idleSince: -5 })] }],
      conversations: [{ jid: juliet, unread: 2, muted: true, lastAt: 5, draft: 'O' }],
      outbox: [ownMessage(2)],
      stream: 'stream state',
    })
    expect(await second.messages(juliet, 10)).toEqual([
      message(1),
      ownMessage(2),
      ownMessage(3, { delivery: 'sent' }),
    ])
    expect(warn).not.toHaveBeenCalled()
  })

  it('writes all of what is larger than a slice', async () => {
    const storage = await open()
    const orders = Array.from({ length: 450 }, (_, order) => order)
    await storage.checkpoint({ messages: orders.map(order => message(order)) })
    expect((await storage.messages(juliet, 1_000)).map(({ order }) => order)).toEqual(orders)
  })

  it('leaves alone what it does not name', async () => {
    const storage = await open()
    await storage.checkpoint({ rosterItems: [rosterItem(juliet)], rosterVersion: 'v1', stream: 's' })
    await storage.checkpoint({ messages: [message(1)] })
    await storage.checkpoint({})
    const { rosterItems, rosterVersion, stream } = await (await reload(storage)).load()
    expect({ rosterItems, rosterVersion, stream }).toEqual({
      rosterItems: [rosterItem(juliet)],
      rosterVersion: 'v1',
      stream: 's',
    })
  })

  it('removes what it says to remove', async () => {
    const storage = await open()
    const nurse = bare('nurse@example.com')
    await storage.checkpoint({
      messages: [message(1), message(2)],
      rosterItems: [rosterItem(juliet), rosterItem(nurse)],
      presences: [{ jid: juliet, resources: [presence('juliet@example.com/a')] }],
      stream: 's',
    })
    await storage.checkpoint({
      removedMessages: [{ conversation: juliet, key: 'm1' }],
      removedRosterItems: [nurse],
      presences: [{ jid: juliet, resources: [] }],
      stream: null,
    })
    const next = await reload(storage)
    expect(await next.messages(juliet, 10)).toEqual([message(2)])
    expect(await next.load()).toMatchObject({
      rosterItems: [rosterItem(juliet)],
      presences: [],
      stream: undefined,
    })
  })

  it('replaces a whole roster and all presences', async () => {
    const storage = await open()
    const nurse = bare('nurse@example.com')
    await storage.checkpoint({
      rosterItems: [rosterItem(nurse)],
      presences: [{ jid: nurse, resources: [presence('nurse@example.com/a')] }],
    })
    await storage.checkpoint({
      rosterItems: [rosterItem(juliet)],
      rosterReplaced: true,
      presencesReplaced: true,
    })
    expect(await (await reload(storage)).load()).toMatchObject({
      rosterItems: [rosterItem(juliet)],
      presences: [],
    })
  })

  it('is whole or not at all: a late failure takes the early rows with it', async () => {
    const storage = await open()
    await storage.checkpoint({ stream: 'old' })
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = put.apply(this, given)
      if (this.name === 'session') this.transaction.abort()
      return request
    })
    const change = { messages: [message(1)], rosterItems: [rosterItem(juliet)], stream: 'new' }
    await storage.checkpoint(change)
    expect(storage.persistent).toBe(false)
    vi.restoreAllMocks()
    const db = await raw()
    expect(await db.count('messages')).toBe(0)
    expect(await db.count('roster')).toBe(0)
    db.close()
    // The page that lost its disk still knows.
    expect(await storage.messages(juliet, 5)).toEqual([message(1)])
    expect(await storage.load()).toMatchObject({ rosterItems: [rosterItem(juliet)], stream: 'new' })
  })

  it('is not done before the disk says so: an abort at the very end is noticed, and tried once more', async () => {
    const storage = await open()
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = put.apply(this, given)
      request.addEventListener('success', () => this.transaction.abort())
      return request
    })
    await storage.checkpoint({ stream: 's' })
    expect((await (await reload(storage)).load()).stream).toBe('s')
  })

  it('writes nothing of what cannot be written whole', async () => {
    const storage = await open()
    const uncloneable = { ...rosterItem(juliet), groups: [() => {}] as unknown as string[] }
    await expect(storage.checkpoint({ messages: [message(1)], rosterItems: [uncloneable] })).rejects.toThrow()
    expect(await storage.hasMessage(juliet, 'm1')).toBe(false)
    expect(storage.persistent).toBe(true)
  })

  it('keeps names that mean something to JavaScript apart from it', async () => {
    const storage = await open()
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString']
    const jids = names.map(bare)
    await storage.checkpoint({
      messages: names.map((name, order) => message(order, { conversation: bare(name), key: name, id: name })),
      conversations: jids.map(jid => ({ jid, unread: 0, muted: false, lastAt: 0, draft: '__proto__' })),
      rosterItems: jids.map(jid => rosterItem(jid, { name: '__proto__', groups: names })),
      presences: jids.map(jid => ({
        jid,
        resources: [presence(`${jid}/__proto__`, { status: 'constructor' })],
      })),
    })
    for (const name of names) await storage.writeValue(name, { [name]: name })
    const next = await reload(storage)
    const snapshot = await next.load()
    expect(snapshot.rosterItems.map(item => item.jid)).toEqual(jids)
    expect(snapshot.presences.map(({ resources }) => resources[0]?.from)).toEqual(
      jids.map(jid => `${jid}/__proto__`),
    )
    expect(snapshot.conversations.map(({ jid }) => jid).sort()).toEqual([...names].sort())
    for (const name of names) {
      expect(await next.hasMessage(bare(name), name)).toBe(true)
      expect(await next.hasMessage(bare(name), 'valueOf')).toBe(false)
      expect(Object.keys((await next.readValue(name)) as object)).toEqual([name])
    }
    expect(await next.readValue('valueOf')).toBeUndefined()
    expect(({} as Record<string, unknown>)['status']).toBeUndefined()
  })
})

describe('sign-out', () => {
  it('leaves nothing: no database, no key, no device value; the secret is unreadable afterwards', async () => {
    const storage = await open()
    const other = await open(juliet)
    await other.writeValue('kept', 1)
    await storage.checkpoint({ messages: [message(1)], stream: 's' })
    await storage.writeSecret(new Uint8Array([1, 2, 3]))
    expect(await storage.readSecret()).toEqual(new Uint8Array([1, 2, 3]))
    rememberAccount(romeo)
    const device = deviceIdOf(romeo)

    await wipeAccountStorage(romeo)

    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([databaseName(juliet)])
    expect(rememberedAccounts()).toEqual([])
    expect(deviceIdOf(romeo)).not.toBe(device)
    const again = await open()
    expect(await again.readSecret()).toBeUndefined()
    expect(await again.messages(juliet, 5)).toEqual([])
    expect(await other.readValue('kept')).toBe(1)
  })

  it('empties the database even where another tab does not let go of it', async () => {
    const storage = await open()
    await storage.checkpoint({ messages: [message(1)] })
    await storage.writeSecret(new Uint8Array([1]))
    storage.close()
    const deaf = await raw()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const wiped = wipeAccountStorage(romeo)
    await vi.waitFor(async () => expect(await deaf.count('messages')).toBe(0))
    expect(await deaf.count('secrets')).toBe(0)
    await vi.runAllTimersAsync()
    vi.useRealTimers()
    await wiped
    deaf.close()
  })

  it('is not undone by a storage that was still open', async () => {
    const storage = await open()
    const degraded = vi.fn()
    storage.onDegraded(degraded)
    await wipeAccountStorage(romeo)
    await storage.checkpoint({ messages: [message(1)] })
    expect(await storage.hasMessage(juliet, 'm1')).toBe(true)
    expect(await indexedDB.databases()).toEqual([])
    expect(degraded).toHaveBeenCalledTimes(1)
  })
})
