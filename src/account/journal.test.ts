import { expect, test } from 'vitest'
import type { Checkpoint } from '../storage/account-storage.ts'
import { createMemoryStorage } from '../storage/memory-storage.ts'
import { type BareJid, parseBareJid } from '../xmpp/jid.ts'
import { createJournal } from './journal.ts'

const juliet = parseBareJid('juliet@capulet.example') as BareJid
const row = (unread: number) => ({ jid: juliet, unread, muted: false, lastAt: 0, draft: '' })

function recorded() {
  const written: Checkpoint[] = []
  const storage = createMemoryStorage()
  const checkpoint = storage.checkpoint.bind(storage)
  storage.checkpoint = change => {
    written.push(change)
    return checkpoint(change)
  }
  return { storage, written }
}

test('changes of one row become one row, written with the state of the stream', async () => {
  const { storage, written } = recorded()
  const journal = createJournal(storage, { settle: () => Promise.resolve(), streamState: () => 'h=2' })
  journal.add({ conversations: [row(1)] })
  journal.add({ conversations: [row(2)] })
  await journal.flush()
  expect(written).toHaveLength(1)
  expect(written[0]).toMatchObject({ conversations: [row(2)], stream: 'h=2' })
})

test('nothing is written before what has been counted is applied', async () => {
  const { storage, written } = recorded()
  let applied = () => {}
  const settled = new Promise<void>(resolve => {
    applied = resolve
  })
  const journal = createJournal(storage, { settle: () => settled, streamState: () => null })
  const flushed = journal.flush()
  journal.add({ conversations: [row(1)] })
  expect(written).toHaveLength(0)
  applied()
  await flushed
  expect(written[0]?.conversations).toEqual([row(1)])
})

test('a flush asked for during another one is a write of its own', async () => {
  const { storage, written } = recorded()
  const journal = createJournal(storage, { settle: () => Promise.resolve(), streamState: () => null })
  const first = journal.flush()
  await Promise.resolve()
  await Promise.resolve()
  journal.add({ conversations: [row(3)] })
  await Promise.all([first, journal.flush(), journal.flush()])
  expect(written).toHaveLength(2)
  expect(written[1]?.conversations).toEqual([row(3)])
})
