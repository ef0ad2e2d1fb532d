import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time.ts'
import type { Whereabouts } from '../state/whereabouts.ts'
import { describeWhereabouts, nextChange } from './describe-presence.ts'

// Thursday.
const now = new Date(2025, 10, 20, 14, 32).getTime()
const at = (day: number, hour: number, minute: number) => new Date(2025, 10, day, hour, minute).getTime()

const here: Whereabouts = { state: 'here', availability: 'available', live: true, typing: false }
const offline: Whereabouts = { state: 'offline', live: true, typing: false }
const unreachable: Whereabouts = {
  ...here,
  stale: { kind: 'server-unavailable', since: at(20, 14, 5) },
  staleFrom: at(20, 14, 2),
}
const paused: Whereabouts = {
  ...here,
  stale: { kind: 'connection-paused', since: at(20, 14, 26) },
  staleFrom: at(20, 14, 24),
}
const cut: Whereabouts = { ...here, live: false, lastKnown: at(20, 14, 29) }

function rowText(about: Whereabouts): string {
  const { lead, live, rest } = describeWhereabouts(about, now).short
  return lead + [live, rest].filter(Boolean).join(' · ')
}

describe('DESIGN §3: row, header and spoken text', () => {
  const table: readonly [string, Whereabouts, string, string, string][] = [
    [
      'free to chat',
      { ...here, availability: 'chat', since: at(20, 14, 10) },
      'Free to chat',
      'Free to chat since 14:10',
      'Free to chat',
    ],
    ['available', here, 'Available', 'Available', 'Available'],
    [
      'available, seen to come',
      { ...here, since: at(20, 14, 24) },
      'Available',
      'Available · here since 14:24',
      'Available',
    ],
    [
      'available with a status',
      { ...here, status: 'At the desk' },
      'Available · At the desk',
      'Available · At the desk',
      'Available, At the desk',
    ],
    ['idle', { ...here, idleSince: at(20, 14, 20) }, 'Idle 12 min', 'Idle 12 min since 14:20', 'Idle 12 min'],
    [
      'idle for long',
      { ...here, idleSince: at(20, 8, 15) },
      'Idle since 08:15',
      'Idle since 08:15',
      'Idle since 08:15',
    ],
    [
      'dnd',
      { ...here, availability: 'dnd', status: 'Deep work until 16:00' },
      'Do not disturb · Deep work until 16:00',
      'Do not disturb · Deep work until 16:00',
      'Do not disturb, Deep work until 16:00',
    ],
    [
      'dnd and idle',
      { ...here, availability: 'dnd', idleSince: at(20, 14, 20) },
      'Do not disturb · idle 12 min',
      'Do not disturb · idle 12 min',
      'Do not disturb, idle 12 min',
    ],
    [
      'away',
      { ...here, availability: 'away', idleSince: at(20, 13, 44), status: 'Lunch' },
      'Away 48 min · Lunch',
      'Away 48 min since 13:44 · Lunch',
      'Away 48 min, Lunch',
    ],
    [
      'away by presence alone',
      { ...here, availability: 'away', since: at(20, 13, 44) },
      'Away 48 min',
      'Away 48 min since 13:44',
      'Away 48 min',
    ],
    ['away, nobody knows since when', { ...here, availability: 'away' }, 'Away', 'Away', 'Away'],
    [
      'away for long',
      { ...here, availability: 'xa', idleSince: at(19, 18, 40) },
      'Away since yesterday 18:40',
      'Away since yesterday 18:40',
      'Away for long, since yesterday 18:40',
    ],
    [
      'away for long since now',
      { ...here, availability: 'xa', since: now },
      'Away for long',
      'Away for long',
      'Away for long',
    ],
    [
      'offline',
      { ...offline, lastSeen: at(19, 22, 10) },
      'Offline · seen yesterday 22:10',
      'Offline · seen yesterday 22:10',
      'Offline, last seen yesterday 22:10',
    ],
    ['offline, never seen', offline, 'Offline', 'Offline', 'Offline'],
    [
      'waiting',
      { ...offline, state: 'waiting' },
      'Waiting for approval',
      'Waiting for approval',
      'Waiting for approval',
    ],
    [
      'not shared',
      { ...offline, state: 'not-shared' },
      'Not sharing presence',
      'Not sharing presence',
      'Not sharing presence',
    ],
    ['unknown', { ...offline, state: 'unknown' }, 'Not known yet', 'Not known yet', 'Not known yet'],
    ['typing', { ...here, typing: true }, 'typing…', 'typing… · Available', 'Typing, available'],
    [
      'disconnected',
      cut,
      'Last known: available',
      'Last known: available, 14:29 · you’re offline',
      'Last known: available, as of 14:29',
    ],
    [
      'disconnected, dnd',
      { ...cut, availability: 'dnd' },
      'Last known: do not disturb',
      'Last known: do not disturb, 14:29 · you’re offline',
      'Last known: do not disturb, as of 14:29',
    ],
    [
      'disconnected, idle',
      { ...cut, idleSince: at(20, 14, 20) },
      'Last known: idle 9 min',
      'Last known: idle 9 min, 14:29 · you’re offline',
      'Last known: idle 9 min, as of 14:29',
    ],
    [
      'disconnected, offline',
      { ...offline, live: false, lastKnown: at(20, 14, 29), lastSeen: at(19, 22, 10) },
      'Last known: offline · seen yesterday 22:10',
      'Last known: offline, 14:29 · you’re offline',
      'Last known: offline, last seen yesterday 22:10, as of 14:29',
    ],
    [
      'server unreachable',
      unreachable,
      'Last known: available, 14:02',
      'Last known: available, 14:02 · server unreachable',
      'Last known: available, 14:02, server unreachable since 14:05',
    ],
    [
      'connection paused',
      paused,
      'Last known: available, 14:24',
      'Last known: available, 14:24 · connection paused',
      'Last known: available, 14:24, connection paused since 14:26',
    ],
    [
      'stale since yesterday, away and never counted on',
      { ...paused, availability: 'away', since: at(19, 20, 0), staleFrom: at(19, 22, 10), status: 'Lunch' },
      'Last known: away, yesterday 22:10',
      'Last known: away, yesterday 22:10 · connection paused',
      'Last known: away, yesterday 22:10, connection paused since 14:26',
    ],
    [
      'stale for a reason that nobody knows yet',
      { ...unreachable, availability: 'xa', stale: { kind: 'other', since: at(18, 14, 5) } },
      'Last known: away for long, 14:02',
      'Last known: away for long, 14:02 · not confirmed',
      'Last known: away for long, 14:02, not confirmed since Tue 14:05',
    ],
    [
      'never told, and nobody can be asked',
      { ...offline, state: 'unknown', stale: { kind: 'server-unavailable', since: at(20, 14, 5) } },
      'Not known: server unreachable since 14:05',
      'Not known: server unreachable since 14:05',
      'Not known: server unreachable since 14:05',
    ],
    [
      'offline when the server was last heard of',
      { ...offline, lastSeen: at(19, 22, 10), stale: { kind: 'server-unavailable', since: at(20, 14, 5) } },
      'Last known: offline · seen yesterday 22:10',
      'Last known: offline · seen yesterday 22:10 · server unreachable',
      'Last known: offline, last seen yesterday 22:10, server unreachable since 14:05',
    ],
    [
      'stale while we are disconnected ourselves',
      { ...unreachable, live: false, lastKnown: at(20, 14, 29) },
      'Last known: available, 14:02',
      'Last known: available, 14:02 · server unreachable · you’re offline',
      'Last known: available, 14:02, server unreachable since 14:05',
    ],
    [
      'typing, after all',
      { ...unreachable, typing: true },
      'typing…',
      'typing… · Last known: available, 14:02',
      'Typing, available',
    ],
    [
      'a client that never tells idle times',
      { ...here, since: at(20, 14, 24), idleUnknown: true },
      'Available',
      'Available',
      'Available',
    ],
  ]
  test.each(table)('%s', (_, about, row, long, spoken) => {
    expect(rowText(about)).toBe(row)
    const words = describeWhereabouts(about, now)
    expect(words.long).toBe(long)
    expect(words.spoken).toBe(spoken)
    expect(`${words.header.live} ${words.header.rest}`.trim()).toBe(long)
  })
})

describe('wording of durations and moments', () => {
  test.each([
    [MINUTE, 'Idle 1 min'],
    [59 * MINUTE + 59 * SECOND, 'Idle 59 min'],
    [HOUR, 'Idle 1 h'],
    [HOUR + 9 * MINUTE, 'Idle 1 h 5 min'],
    [5 * HOUR + 59 * MINUTE, 'Idle 5 h 55 min'],
    [6 * HOUR, 'Idle since 08:32'],
  ])('idle for %d ms', (duration, expected) => {
    expect(rowText({ ...here, idleSince: now - duration })).toBe(expected)
  })

  test.each([
    [at(20, 9, 12), 'Offline · seen 09:12'],
    [at(19, 22, 10), 'Offline · seen yesterday 22:10'],
    [at(17, 18, 40), 'Offline · seen Mon 18:40'],
    [at(14, 0, 0), 'Offline · seen Fri 00:00'],
    [at(13, 23, 59), 'Offline · seen 13 Nov'],
    [new Date(2024, 10, 12).getTime(), 'Offline · seen 12 Nov 2024'],
    [now + HOUR, 'Offline · seen 14:32'],
  ])('last seen at %d', (lastSeen, expected) => {
    expect(rowText({ ...offline, lastSeen })).toBe(expected)
  })
})

describe('the next change', () => {
  test('nothing ticks for those who are simply there or gone', () => {
    expect(nextChange(here, now)).toBeUndefined()
    expect(nextChange(offline, now)).toBeUndefined()
  })

  const instant = fc.integer({ min: now - 3 * DAY, max: now })
  const optionalInstant = fc.option(instant, { nil: undefined })
  const anybody = fc
    .record({
      state: fc.constantFrom('here', 'here', 'here', 'offline', 'unknown', 'waiting', 'not-shared'),
      availability: fc.constantFrom('available', 'chat', 'away', 'xa', 'dnd'),
      live: fc.boolean(),
      typing: fc.boolean(),
      idleSince: fc.option(fc.integer({ min: now - 3 * DAY, max: now - MINUTE }), { nil: undefined }),
      since: optionalInstant,
      lastSeen: optionalInstant,
      stale: fc.option(
        fc.record({
          kind: fc.constantFrom('connection-paused', 'other', 'server-unavailable'),
          since: instant,
        }),
        { nil: undefined },
      ),
      staleFrom: instant,
    })
    .map(
      ({ state, availability, idleSince, since, lastSeen, live, typing, stale, staleFrom }): Whereabouts => {
        const isHere = state === 'here'
        return {
          state,
          live,
          typing: typing && live,
          ...(live ? {} : { lastKnown: now - MINUTE }),
          ...(isHere ? { availability } : {}),
          ...(stale && (isHere || state === 'offline' || state === 'unknown') ? { stale } : {}),
          ...(stale && isHere ? { staleFrom } : {}),
          ...(isHere && !stale && idleSince !== undefined ? { idleSince } : {}),
          ...(isHere && since !== undefined ? { since } : {}),
          ...(state === 'offline' && lastSeen !== undefined ? { lastSeen } : {}),
        }
      },
    )

  test('until then every word stands', () => {
    fc.assert(
      fc.property(
        anybody,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (about, fraction) => {
          const next = nextChange(about, now) ?? now + 10 * DAY
          expect(next).toBeGreaterThan(now)
          const before = Math.min(next - 1, Math.floor(now + (next - now) * fraction))
          expect(describeWhereabouts(about, before)).toEqual(describeWhereabouts(about, now))
        },
      ),
    )
  })

  test('no phrase is ever empty or broken', () => {
    fc.assert(
      fc.property(anybody, about => {
        const { short, header, long, spoken } = describeWhereabouts(about, now)
        for (const phrase of [`${short.lead}${short.live}`, header.live, long, spoken]) {
          expect(phrase).not.toMatch(/undefined|NaN|Invalid|^\s|\s$| {2}|^$/)
        }
      }),
    )
  })
})
