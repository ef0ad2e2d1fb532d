import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listOf, oneOf, shape, text, timestamp } from './guards.ts'
import { readConversation, readMessage, readPresence, readRosterItem } from './rows.ts'
import { juliet, ownMessage, presence, rosterItem } from './test-values.ts'

it('reads back every well-formed value as it is', () => {
  const failed = ownMessage(1, {
    id: 'i',
    stanzaId: 's',
    delivery: 'failed',
    error: { type: 'cancel', condition: 'gone', text: 'moved' },
  })
  expect(readMessage(failed)).toEqual(failed)
  const full = presence('a@b/c', {
    to: juliet,
    id: 'i',
    type: 'subscribe',
    availability: 'xa',
    status: '',
    priority: -128,
    delayedFrom: 0,
    idleSince: -1,
    caps: { node: 'n', ver: 'v', hash: 'h' },
    nickname: 'N',
    error: { type: 'auth', condition: 'forbidden' },
  })
  expect(readPresence(full)).toEqual(full)
  expect(readRosterItem(rosterItem(juliet, { name: 'J' }))).toEqual(rosterItem(juliet, { name: 'J' }))
})

it('answers undefined to nonsense and never throws', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), value => {
      for (const read of [readMessage, readPresence, readRosterItem, readConversation]) {
        expect(read(value)).toBeUndefined()
      }
    }),
  )
})

it('leaves an absent optional field absent and unknown fields behind', () => {
  const read = shape<{ a: string; b?: string }>({ a: text }, { b: text })
  expect(Object.keys(read({ a: 'x', b: undefined, c: 1 }) ?? {})).toEqual(['a'])
  expect(read({ b: 'x' })).toBeUndefined()
  expect(read({ a: 'x', b: 1 })).toBeUndefined()
})

it('knows a word from the name of a method, and a time from a number', () => {
  expect(oneOf('both', 'none')('constructor')).toBeUndefined()
  expect(listOf(text)(['a', 1])).toBeUndefined()
  for (const bad of [Number.NaN, Infinity, 9e15, '5', null]) expect(timestamp(bad)).toBeUndefined()
  expect(timestamp(-5)).toBe(-5)
})
