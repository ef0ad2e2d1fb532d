import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatMessage, Delivery } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import {
  applyDeliveries,
  applyMessages,
  applyRemovedMessage,
  applyStoredPage,
  type DeliveryChange,
  emptyMessages,
  type MessagesSlice,
  mayBecome,
  messageOf,
  queuedCount,
  timelineOf,
} from './messages.ts'

const juliet = 'juliet@capulet.lit' as BareJid
const nurse = 'nurse@capulet.lit' as BareJid
const deliveries = ['pending', 'sent', 'offline', 'delivered', 'displayed', 'failed'] as const

function message(key: string, order: number, more: Partial<ChatMessage> = {}): ChatMessage {
  return { key, order, at: order, conversation: juliet, direction: 'in', from: juliet, body: key, ...more }
}

function own(key: string, order: number, delivery: Delivery = 'pending'): ChatMessage {
  return message(key, order, { direction: 'out', delivery })
}

function keysOf(slice: MessagesSlice, jid = juliet): string[] {
  return timelineOf(slice, jid)?.messages.map(({ key }) => key) ?? []
}

/** Keys as the network may choose them. */
const keys = fc.uniqueArray(
  fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', ''), fc.string()),
  {
    maxLength: 40,
  },
)

describe('a timeline', () => {
  test('is unknown until the disk has answered, whatever arrived before', () => {
    const live = applyMessages(emptyMessages, [message('live', 9)])
    expect(timelineOf(live, juliet)).toBeUndefined()
    const read = applyStoredPage(live, juliet, [message('stored', 1)], true)
    expect(keysOf(read)).toEqual(['stored', 'live'])
    expect(timelineOf(read, juliet)?.hasOlder).toBe(true)
  })

  test('stays the same object when nothing is new', () => {
    const slice = applyMessages(emptyMessages, [message('a', 1)])
    expect(applyMessages(slice, [message('a', 1)])).toBe(slice)
  })

  test('keeps place, author and words of a message when another claims its key', () => {
    const slice = applyStoredPage(emptyMessages, juliet, [message('a', 1)], false)
    const forged = applyMessages(slice, [message('a', 7, { from: nurse, body: 'forged' })])
    expect(timelineOf(forged, juliet)?.messages).toEqual([message('a', 1)])
  })

  test('is the same whatever the order of its pages, of what arrives, and however often', () => {
    fc.assert(
      fc.property(
        keys,
        fc.array(fc.nat(9)),
        fc.array(fc.nat(39)),
        fc.nat(39),
        (all, orders, shuffle, cut) => {
          const messages = all.map((key, i) => message(key, orders[i] ?? i))
          const once = applyMessages(applyStoredPage(emptyMessages, juliet, [], false), messages)
          const picked = shuffle.flatMap(i => messages[i] ?? [])
          let slice = applyStoredPage(emptyMessages, juliet, picked.slice(0, cut), false)
          slice = applyMessages(slice, picked.slice(cut))
          slice = applyStoredPage(slice, juliet, messages.slice(cut), false)
          slice = applyMessages(slice, messages.slice(0, cut))
          slice = applyStoredPage(slice, juliet, messages, false)
          expect(timelineOf(slice, juliet)).toEqual(timelineOf(once, juliet))
        },
      ),
    )
  })

  test('knows of older ones by the page that reaches furthest back', () => {
    const newest = [message('c', 3), message('d', 4)]
    let slice = applyStoredPage(emptyMessages, juliet, newest, true)
    slice = applyStoredPage(slice, juliet, [message('a', 1), message('b', 2)], false)
    expect(timelineOf(applyStoredPage(slice, juliet, newest, true), juliet)?.hasOlder).toBe(false)
  })

  test('of one conversation is no business of another', () => {
    const slice = applyStoredPage(emptyMessages, juliet, [message('a', 1)], false)
    const after = applyMessages(slice, [message('a', 1, { conversation: nurse })])
    expect(timelineOf(after, juliet)).toBe(timelineOf(slice, juliet))
    expect(messageOf(after, nurse, 'a')?.conversation).toBe(nurse)
  })
})

describe('ticks', () => {
  test('never go back, and failing is for what nobody confirmed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...deliveries), { maxLength: 12 }), steps => {
        let slice = applyMessages(emptyMessages, [own('m', 1)])
        const seen: Delivery[] = ['pending']
        for (const delivery of steps) {
          slice = applyDeliveries(slice, [{ conversation: juliet, key: 'm', delivery }])
          seen.push(messageOf(slice, juliet, 'm')?.delivery ?? 'pending')
        }
        for (const [i, after] of seen.slice(1).entries()) {
          const before = seen[i] ?? 'pending'
          expect(before === after || mayBecome(before, after)).toBe(true)
          if (before === 'failed') expect(after).toBe('failed')
          else if (after !== 'failed')
            expect(deliveries.indexOf(after)).toBeGreaterThanOrEqual(deliveries.indexOf(before))
          else expect(['pending', 'sent', 'offline']).toContain(before)
        }
      }),
    )
  })

  test('of a batch come out as those of its parts', () => {
    const change: fc.Arbitrary<DeliveryChange> = fc.record({
      conversation: fc.constantFrom(juliet, nurse),
      key: fc.constantFrom('__proto__', 'a', 'b', 'nobody'),
      delivery: fc.constantFrom(...deliveries),
    })
    const start = applyMessages(emptyMessages, [own('__proto__', 1), own('a', 2), own('b', 3)])
    fc.assert(
      fc.property(fc.array(change), changes => {
        const together = applyDeliveries(start, changes)
        const apart = changes.reduce((slice, one) => applyDeliveries(slice, [one]), start)
        expect(together).toEqual(apart)
      }),
    )
  })

  test('are for our own messages only', () => {
    const slice = applyMessages(emptyMessages, [message('theirs', 1)])
    expect(applyDeliveries(slice, [{ conversation: juliet, key: 'theirs', delivery: 'displayed' }])).toBe(
      slice,
    )
  })

  test('say why a message failed', () => {
    const slice = applyMessages(emptyMessages, [own('m', 1)])
    const error = { type: 'cancel', condition: 'service-unavailable' } as const
    const failed = applyDeliveries(slice, [{ conversation: juliet, key: 'm', delivery: 'failed', error }])
    expect(messageOf(failed, juliet, 'm')).toMatchObject({ delivery: 'failed', error })
  })
})

describe('what waits to be sent', () => {
  test('is counted over all conversations, and a sent again message comes back at the end', () => {
    let slice = applyMessages(emptyMessages, [own('a', 1), own('b', 2, 'failed'), message('c', 3)])
    slice = applyMessages(
      slice,
      [own('d', 1, 'pending')].map(one => ({ ...one, conversation: nurse })),
    )
    expect(queuedCount(slice)).toBe(2)
    slice = applyMessages(applyRemovedMessage(slice, juliet, 'b'), [own('b', 4)])
    expect(queuedCount(slice)).toBe(3)
    expect(keysOf(applyStoredPage(slice, juliet, [], false))).toEqual(['a', 'c', 'b'])
  })

  test('2,000 acknowledgements at once are one walk', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => own(`m${i}`, i))
    const slice = applyMessages(emptyMessages, many)
    const sent = applyDeliveries(
      slice,
      many.map(({ key }) => ({ conversation: juliet, key, delivery: 'sent' as const })),
    )
    expect(queuedCount(sent)).toBe(0)
  })
})
