import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { openDB } from 'idb'
import { beforeEach, expect, it } from 'vitest'
import { databaseName } from './database.ts'
import { openAccountStorage } from './open-storage.ts'
import { bare, presence, romeo, rosterItem } from './test-values.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

async function logRows(name: string): Promise<number> {
  const db = await openDB(databaseName(romeo))
  const rows = await db.count(name)
  db.close()
  return rows
}

it('folds to the last word about every contact, whatever was said before', async () => {
  const name = fc.constantFrom('a@x', 'b@x', '__proto__', 'constructor')
  const step = fc.record({
    items: fc.array(name, { maxLength: 3 }),
    removed: fc.array(name, { maxLength: 2 }),
    replaced: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async steps => {
      globalThis.indexedDB = new IDBFactory()
      const storage = await openAccountStorage(romeo)
      const expected = new Map<string, string>()
      for (const [index, { items, removed, replaced }] of steps.entries()) {
        if (replaced) expected.clear()
        for (const jid of removed) expected.delete(jid)
        for (const jid of items) expected.set(jid, `${index}`)
        await storage.checkpoint({
          rosterItems: items.map(jid => rosterItem(bare(jid), { name: `${index}` })),
          removedRosterItems: removed.map(bare),
          rosterReplaced: replaced,
        })
      }
      const { rosterItems } = await storage.load()
      storage.close()
      expect(new Map(rosterItems.map(item => [item.jid, item.name]))).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

it('stays short: a contact that comes and goes a thousand times does not fill the disk', async () => {
  const storage = await openAccountStorage(romeo)
  const coward = bare('coward@example.net')
  const steady = bare('steady@example.net')
  await storage.checkpoint({ presences: [{ jid: steady, resources: [presence(`${steady}/a`)] }] })
  for (let index = 0; index < 1_000; index += 1) {
    const resources = index % 2 === 0 ? [] : [presence(`${coward}/a`, { priority: index % 100 })]
    await storage.checkpoint({ presences: [{ jid: coward, resources }] })
  }
  expect(await logRows('presences')).toBeLessThan(400)
  expect((await storage.load()).presences).toEqual([
    { jid: steady, resources: [presence(`${steady}/a`)] },
    { jid: coward, resources: [presence(`${coward}/a`, { priority: 99 })] },
  ])
  storage.close()
})

it('stores 10,000 contacts in few rows', async () => {
  const storage = await openAccountStorage(romeo)
  const jids = Array.from({ length: 10_000 }, (_, index) => bare(`contact${index}@example.org`))
  await storage.checkpoint({ rosterItems: jids.map(jid => rosterItem(jid)), rosterReplaced: true })
  expect(await logRows('roster')).toBe(100)
  expect((await storage.load()).rosterItems.map(({ jid }) => jid)).toEqual(jids)
  storage.close()
})

it('keeps a hole visible over a compaction', async () => {
  const storage = await openAccountStorage(romeo)
  const jid = bare('a@x')
  await storage.checkpoint({ rosterItems: [rosterItem(jid)], rosterVersion: 'v1' })
  const db = await openDB(databaseName(romeo))
  await db.put('roster', 'not a row')
  db.close()
  for (let index = 0; index < 320; index += 1) await storage.checkpoint({ rosterItems: [rosterItem(jid)] })
  expect(await storage.load()).toMatchObject({ rosterItems: [rosterItem(jid)], rosterVersion: undefined })
  storage.close()
})
