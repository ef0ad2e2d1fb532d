import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { AccountStorage } from './account-storage.ts'
import { databaseName } from './database.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { openAccountStorage } from './open-storage.ts'
import { bare, juliet, message, ownMessage, romeo } from './test-values.ts'

const nurse = bare('nurse@example.com')
const orders = (messages: readonly ChatMessage[]) => messages.map(({ order }) => order)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const kinds: [string, () => Promise<AccountStorage>][] = [
  ['on disk', () => openAccountStorage(romeo)],
  ['in memory', async () => createMemoryStorage()],
]

describe.each(kinds)('the archive %s', (_kind, open) => {
  it('gives the newest page, then what came before it', async () => {
    const storage = await open()
    await storage.checkpoint({
      messages: [5, 1, 4, 2, 3].flatMap(order => [
        message(order),
        message(order + 10, { conversation: nurse }),
      ]),
    })
    expect(orders(await storage.messages(juliet, 2))).toEqual([4, 5])
    expect(orders(await storage.messages(juliet, 2, 4))).toEqual([2, 3])
    expect(orders(await storage.messages(juliet, 2, 2))).toEqual([1])
    expect(await storage.messages(juliet, 2, 1)).toEqual([])
    expect(await storage.messages(juliet, 0)).toEqual([])
    expect(orders(await storage.messages(juliet, Infinity))).toEqual([1, 2, 3, 4, 5])
    expect(await storage.messages(romeo, 5)).toEqual([])
    storage.close()
  })

  it('loses nothing between pages, whatever the orders and the size of a page', async () => {
    const order = fc.integer({ min: -5, max: 30 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        async (given, limit) => {
          globalThis.indexedDB = new IDBFactory()
          const storage = await open()
          await storage.checkpoint({ messages: given.map((at, index) => message(at, { key: `k${index}` })) })
          const seen: number[] = []
          let before: number | undefined
          for (;;) {
            const page: ChatMessage[] = await storage.messages(juliet, limit, before)
            if (page.length === 0) break
            expect(page.length === given.length - seen.length || page.length >= limit).toBe(true)
            seen.unshift(...orders(page))
            before = page[0]?.order
          }
          storage.close()
          expect(seen).toEqual(given.toSorted((one, other) => one - other))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('replaces a message under the same key, and takes it out of the outbox when it is no longer pending', async () => {
    const storage = await open()
    await storage.checkpoint({ messages: [ownMessage(1), ownMessage(2)] })
    await storage.checkpoint({ messages: [ownMessage(1, { delivery: 'sent' })] })
    expect(await storage.messages(juliet, 5)).toEqual([ownMessage(1, { delivery: 'sent' }), ownMessage(2)])
    expect((await storage.load()).outbox).toEqual([ownMessage(2)])
    storage.close()
  })

  it('keeps the outbox in order over all conversations, and only own messages that wait', async () => {
    const storage = await open()
    await storage.checkpoint({
      messages: [
        ownMessage(9),
        ownMessage(3, { conversation: nurse }),
        message(4, { delivery: 'pending' }),
        ownMessage(5, { delivery: 'failed' }),
        ownMessage(1),
      ],
    })
    expect(orders((await storage.load()).outbox)).toEqual([1, 3, 9])
    storage.close()
  })

  it('sends what was written first of two with the same order', async () => {
    const storage = await open()
    await storage.checkpoint({
      messages: [ownMessage(1, { key: 'a', at: 20 }), ownMessage(1, { key: 'b', at: 10 })],
    })
    expect((await storage.load()).outbox.map(({ key }) => key)).toEqual(['b', 'a'])
    storage.close()
  })

  it('knows what it holds', async () => {
    const storage = await open()
    await storage.checkpoint({ messages: [message(1)] })
    expect(await storage.hasMessage(juliet, 'm1')).toBe(true)
    expect(await storage.hasMessage(nurse, 'm1')).toBe(false)
    await storage.checkpoint({ removedMessages: [{ conversation: juliet, key: 'm1' }] })
    expect(await storage.hasMessage(juliet, 'm1')).toBe(false)
    storage.close()
  })

  it('keeps its own copy of what it is given', async () => {
    const storage = await open()
    const value = { list: [1] }
    await storage.writeValue('v', value)
    value.list.push(2)
    expect(await storage.readValue('v')).toEqual({ list: [1] })
    expect(await storage.readValue('w')).toBeUndefined()
    storage.close()
  })
})

it('makes up for bad rows, so that a short page still means the beginning', async () => {
  const storage = await openAccountStorage(romeo)
  await storage.checkpoint({ messages: [1, 2, 3, 4, 5, 6].map(order => message(order)) })
  const db = await openDB(databaseName(romeo))
  for (const order of [3, 4, 6]) await db.put('messages', { ...message(order), body: { hostile: true } })
  await db.put('messages', { ...message(7), order: 'seven' })
  await db.put('messages', { conversation: juliet, key: 'bare' })
  expect(orders(await storage.messages(juliet, 3))).toEqual([1, 2, 5])
  expect(orders(await storage.messages(juliet, 2))).toEqual([2, 5])
  expect(await storage.hasMessage(juliet, 'm3')).toBe(false)
  expect(await storage.hasMessage(juliet, 'bare')).toBe(false)
  expect(storage.persistent).toBe(true)
  db.close()
  storage.close()
})

it('marks for the outbox only what waits, so that a page starts without reading its history', async () => {
  const storage = await openAccountStorage(romeo)
  await storage.checkpoint({
    messages: [message(1), ownMessage(2), ownMessage(3, { delivery: 'delivered' })],
  })
  const db = await openDB(databaseName(romeo))
  expect(await db.getAllKeysFromIndex('messages', 'pending')).toEqual([[juliet, 'm2']])
  db.close()
  storage.close()
})
