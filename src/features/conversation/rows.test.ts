import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../lib/time.ts'
import type { ChatMessage } from '../../xmpp/chat-message.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { rowsOf } from './rows.ts'

const juliet = 'juliet@capulet.lit' as BareJid
const noon = new Date(2025, 10, 20, 12).getTime()

function message(at: number, more: Partial<ChatMessage> = {}): ChatMessage {
  return {
    key: String(at),
    order: at,
    at,
    conversation: juliet,
    direction: 'in',
    from: juliet,
    body: '…',
    ...more,
  }
}

const own = (at: number, more: Partial<ChatMessage> = {}) =>
  message(at, { direction: 'out', delivery: 'sent', ...more })
const shape = (messages: readonly ChatMessage[]) =>
  rowsOf({ messages }).rows.map(row => `${row.joins ? '+' : '|'}${row.closes ? '.' : ''}`)

describe('runs', () => {
  test('join messages of one author within three minutes', () => {
    expect(
      shape([message(noon), message(noon + MINUTE), own(noon + MINUTE), own(noon + 5 * MINUTE)]),
    ).toEqual(['|', '+.', '|.', '|.'])
  })

  test('leave a failed message alone', () => {
    expect(shape([own(noon), own(noon, { delivery: 'failed' }), own(noon)])).toEqual(['|.', '|.', '|.'])
  })

  test('end with the day', () => {
    const midnight = new Date(2025, 10, 21).getTime()
    const { rows } = rowsOf({ messages: [message(midnight - 1), message(midnight)] })
    expect(rows.map(row => row.startsDay)).toEqual([true, true])
    expect(rows.map(row => row.joins)).toEqual([false, false])
  })

  test('older messages above change nothing below the first that was there', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(DAY), fc.boolean())), fc.nat(20), (facts, cut) => {
        const all = facts.map(([at, mine]) => (mine ? own(noon + at) : message(noon + at)))
        const newer = rowsOf({ messages: all.slice(cut) }).rows
        expect(rowsOf({ messages: all }).rows.slice(cut + 1)).toEqual(newer.slice(1))
      }),
    )
  })
})

describe('the line above what is new', () => {
  const messages = [message(noon), message(noon + 1), own(noon + 2), message(noon + 3)]

  test('counts incoming messages back from when the conversation was opened', () => {
    const news = { count: 2, upTo: noon + 3 }
    const later = rowsOf({ messages: [...messages, message(noon + 4)], news }).rows
    expect(later.map(row => row.newFromHere)).toEqual([0, 2, 0, 0, 0])
    expect(later[1]?.joins).toBe(false)
  })

  test('is not drawn while its place is not in memory', () => {
    expect(
      rowsOf({ messages, news: { count: 9, upTo: noon + 3 } }).rows.every(row => row.newFromHere === 0),
    ).toBe(true)
  })
})

describe('a lost connection', () => {
  const [before, during] = [message(noon), own(noon + 2 * MINUTE, { delivery: 'pending' })]

  test('is noted where it happened, at the end if nothing follows', () => {
    const gap = { kind: 'went-offline', at: noon + MINUTE } as const
    expect(rowsOf({ messages: [before, during], gap }).rows[1]?.gap).toBe(gap)
    expect(rowsOf({ messages: [before], gap }).gapAtEnd).toBe(gap)
  })

  test('that is over is noted only above what was written meanwhile', () => {
    const gap = { kind: 'was-offline', from: noon + MINUTE, to: noon + 3 * MINUTE } as const
    expect(rowsOf({ messages: [before, during], gap }).rows[1]?.gap).toBe(gap)
    expect(rowsOf({ messages: [before, message(noon + DAY)], gap }).rows[1]?.gap).toBeUndefined()
    expect(rowsOf({ messages: [before], gap }).gapAtEnd).toBeUndefined()
  })
})

describe('a contact that was lost', () => {
  const lost = { kind: 'server-unavailable', since: noon + MINUTE } as const
  const [before, after] = [message(noon), own(noon + 2 * MINUTE)]

  test('is noted between what was written before and after', () => {
    const { rows, lostAtEnd } = rowsOf({ messages: [before, after], lost })
    expect(rows.map(row => row.lost)).toEqual([undefined, lost])
    expect(lostAtEnd).toBeUndefined()
    expect(rowsOf({ messages: [before], lost }).lostAtEnd).toBe(lost)
  })

  test('is not noted where nothing was said before', () => {
    const { rows, lostAtEnd } = rowsOf({ messages: [after], lost })
    expect(rows.map(row => row.lost)).toEqual([undefined])
    expect(lostAtEnd).toBeUndefined()
    expect(rowsOf({ messages: [], lost }).lostAtEnd).toBeUndefined()
  })
})
