import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../lib/time.ts'
import { NOW, placeOf } from './timeline-scale.ts'
import { ticksAt } from './timeline-ticks.ts'

// The drawings' sample time: Thursday 20 November 2025, 14:32 of the viewer.
const at = (day: number, hour: number, minute: number) => new Date(2025, 10, day, hour, minute).getTime()
const now = at(20, 14, 32)
const percent = (place: number | undefined) => Number(((place ?? Number.NaN) * 100).toFixed(2))
const instant = fc.integer({ min: now - 60 * DAY, max: now + 60 * DAY })

describe('the scale', () => {
  test.each([
    ['idle 12 min', at(20, 14, 20), 53.71],
    ['idle 38 min', at(20, 13, 54), 45.9],
    ['away 48 min', at(20, 13, 44), 44.14],
    ['since yesterday 18:40', at(19, 18, 40), 17.93],
    ['last known 14:24', at(20, 14, 24), 55.96],
    ['last known 14:02', at(20, 14, 2), 47.63],
    ['seen yesterday 22:10', at(19, 22, 10), 19.55],
    ['seen yesterday 16:20', at(19, 16, 20), 16.99],
    ['now', now, 64],
    ['back tomorrow 09:00', at(21, 9, 0), 80.24],
    ['out until Mon 24 Nov, 09:00', at(24, 9, 0), 88.71],
  ])('is as drawn: %s', (_, moment, drawn) => {
    expect(percent(placeOf(moment, now))).toBe(drawn)
  })

  test('what is later is never further left', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        expect(placeOf(Math.min(a, b), now)).toBeLessThanOrEqual(placeOf(Math.max(a, b), now))
      }),
    )
  })

  test('nothing leaves it, the past is before now and the future behind it', () => {
    fc.assert(
      fc.property(instant, moment => {
        const place = placeOf(moment, now)
        expect(place).toBeGreaterThanOrEqual(moment <= now ? 0 : NOW)
        expect(place).toBeLessThanOrEqual(moment <= now ? NOW : 1)
      }),
    )
    expect(placeOf(now - 7 * DAY, now)).toBeCloseTo(0, 10)
    expect(placeOf(now + 30 * DAY, now)).toBeCloseTo(1, 10)
    expect(placeOf(Number.NEGATIVE_INFINITY, now)).toBe(0)
  })

  test('a mark moves with the minutes it is told in', () => {
    const since = at(20, 14, 20)
    expect(placeOf(since, now + MINUTE - 1)).toBe(placeOf(since, now))
    expect(placeOf(since, now + MINUTE)).toBeLessThan(placeOf(since, now))
  })
})

describe('the axis', () => {
  test('is as drawn', () => {
    const drawn = [
      ['1 week', 0],
      ['yesterday', 17.65],
      ['8 h', 25.52],
      ['3 h', 33.63],
      ['1 h', 42.43],
      ['20 min', 50.46],
      ['5 min', 58.17],
      ['14:32', 64],
      ['tomorrow', 80.24],
      ['Mon 24', 88.71],
      ['2 weeks', 95.84],
    ]
    expect(ticksAt(now).map(({ label, place }) => [label, percent(place)])).toEqual(drawn)
  })

  test('follows the calendar at midnight', () => {
    const labels = (moment: number) => ticksAt(moment).map(({ label }) => label)
    expect(labels(at(20, 23, 59))).toContain('Mon 24')
    expect(labels(at(21, 0, 0))).toContain('Tue 25')
  })

  test('at no minute of a week two labels touch', () => {
    for (let moment = now; moment < now + 7 * DAY; moment += 10 * MINUTE) {
      const ticks = ticksAt(moment).toSorted((a, b) => a.place - b.place)
      for (const [i, { place, label }] of ticks.entries()) {
        const before = ticks[i - 1]
        if (before) expect(place - before.place, `${before.label}, ${label}`).toBeGreaterThan(0.05)
      }
    }
  })
})
