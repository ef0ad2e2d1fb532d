import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDateTime, parseDateTime } from './datetime.ts'

describe('XEP-0082 §3.2: the DateTime profile', () => {
  test.each([
    ['the first human step on the moon, UTC', '1969-07-21T02:56:15Z', -14_159_025_000],
    ['the first human step on the moon, Eastern', '1969-07-20T21:56:15-05:00', -14_159_025_000],
    ['the epoch', '1970-01-01T00:00:00Z', 0],
    ['a fraction', '2024-05-01T12:00:00.123Z', Date.UTC(2024, 4, 1, 12, 0, 0, 123)],
    ['a long fraction', '2024-05-01T12:00:00.1239999999999Z', Date.UTC(2024, 4, 1, 12, 0, 0, 123)],
    ['a short fraction', '2024-05-01T12:00:00.5Z', Date.UTC(2024, 4, 1, 12, 0, 0, 500)],
    ['a fraction before the epoch', '1969-12-31T23:59:59.250Z', -750],
    ['an offset of half an hour', '2024-05-01T12:00:00+05:30', Date.UTC(2024, 4, 1, 6, 30)],
    ['an offset of nothing', '2024-05-01T12:00:00-00:00', Date.UTC(2024, 4, 1, 12)],
    ['a leap day', '2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['a leap second', '2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['a leap second elsewhere', '2016-12-31T18:59:60-05:00', Date.UTC(2017, 0, 1)],
    ['the last of the four-digit years', '9999-12-31T23:59:59Z', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('%s', (_, text, time) => expect(parseDateTime(text)).toBe(time))
})

describe('refused', () => {
  test.each([
    '',
    'yesterday',
    'soon 1',
    '86400',
    '2024-05-01',
    '12:00:00Z',
    '2024-05-01T12:00:00',
    '2024-05-01 12:00:00Z',
    '2024-05-01t12:00:00z',
    ' 2024-05-01T12:00:00Z',
    '2024-05-01T12:00:00Z\n',
    '2024-05-01T12:00Z',
    '20240501T12:00:00',
    '2024-05-01T12:00:00.Z',
    '2024-05-01T12:00:00,5Z',
    '2024-02-30T12:00:00Z',
    '2023-02-29T12:00:00Z',
    '2024-00-01T12:00:00Z',
    '2024-13-01T12:00:00Z',
    '2024-05-00T12:00:00Z',
    '2024-05-32T12:00:00Z',
    '2024-05-01T24:00:00Z',
    '2024-05-01T12:60:00Z',
    '2024-05-01T12:00:60Z',
    '2024-05-01T12:00:61Z',
    '2024-05-01T12:00:00+14:01',
    '2024-05-01T12:00:00+05:60',
    '2024-05-01T12:00:00+0530',
    '2024-05-01T12:00:00+5:30',
    '-2024-05-01T12:00:00Z',
    '12024-05-01T12:00:00Z',
    '0024-05-01T12:00:00Z',
    'Wed, 01 May 2024 12:00:00 GMT',
    '٢٠٢٤-05-01T12:00:00Z',
  ])('%j', text => expect(parseDateTime(text)).toBeUndefined())

  test('a fraction that has no end, at once', () => {
    expect(parseDateTime(`2024-05-01T12:00:00.${'9'.repeat(1_000_000)}`)).toBeUndefined()
  })
})

describe('written', () => {
  test('in UTC, with a fraction only when there is one', () => {
    expect(formatDateTime(-14_159_025_000)).toBe('1969-07-21T02:56:15Z')
    expect(formatDateTime(123)).toBe('1970-01-01T00:00:00.123Z')
  })

  test('and read again it is the same instant', () => {
    const times = fc.integer({ min: Date.UTC(100, 0, 1), max: Date.UTC(9999, 11, 31) })
    fc.assert(
      fc.property(times, time => {
        expect(parseDateTime(formatDateTime(time))).toBe(time)
      }),
    )
  })

  test('at any offset it is the same instant', () => {
    const times = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) })
    fc.assert(
      fc.property(times, fc.integer({ min: -840, max: 840 }), (time, offset) => {
        const local = formatDateTime(time + offset * 60_000).slice(0, -1)
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
        const pad = (value: number) => String(value).padStart(2, '0')
        expect(parseDateTime(`${local}${offset < 0 ? '-' : '+'}${pad(hours)}:${pad(minutes)}`)).toBe(time)
      }),
    )
  })
})
