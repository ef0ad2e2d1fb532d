import { expect, test } from 'vitest'
import type { Whereabouts } from '../state/whereabouts.ts'
import { isoWithOffset, presenceAttributes } from './presence-attributes.ts'
import { describeReach, reachOf } from './reach.ts'

const now = new Date(2025, 10, 20, 14, 32).getTime()
const at = (hour: number, minute: number) => new Date(2025, 10, 20, hour, minute).getTime()
const here: Whereabouts = { state: 'here', availability: 'available', live: true, typing: false }

test.each<[Whereabouts, string, string | undefined, string]>([
  [here, 'Jonas', 'here', 'Jonas is here'],
  [{ ...here, availability: 'chat' }, 'Grace', 'here', 'Grace is here and free to chat'],
  [
    { ...here, idleSince: at(13, 54) },
    'Tomás',
    'idle',
    'Tomás has been idle 38 min. Delivered now, perhaps read later',
  ],
  [{ ...here, availability: 'dnd', idleSince: at(13, 54) }, 'Noor', 'dnd', 'Noor has set Do not disturb.'],
  [{ ...here, availability: 'away' }, 'Aoi', 'away', 'Aoi is away. Delivered now, perhaps read later'],
  [
    { ...here, availability: 'xa', since: at(8, 15) },
    'Luca',
    'away',
    'Luca has been away since 08:15. Delivered now, perhaps read later',
  ],
  [
    { state: 'offline', live: true, typing: false },
    'Eleni',
    'offline',
    'Eleni is offline. Delivered when Eleni is back',
  ],
  [
    { ...here, stale: { kind: 'server-unavailable', since: at(14, 5) }, staleFrom: at(14, 2) },
    'Wiebke',
    'stale',
    'Wiebke can’t be reached right now. Messages may fail; you can send them again',
  ],
  [
    { ...here, stale: { kind: 'connection-paused', since: at(14, 26) }, staleFrom: at(14, 24) },
    'Pavel',
    'stale',
    'Pavel’s connection is paused. Delivered when it resumes',
  ],
  [
    { state: 'unknown', live: true, typing: false, stale: { kind: 'server-unavailable', since: at(14, 5) } },
    'Una',
    'stale',
    'Una can’t be reached right now. Messages may fail; you can send them again',
  ],
  [{ ...here, idleUnknown: true }, 'Jonas', 'here', 'Jonas is available'],
  [{ ...here, idleUnknown: true, availability: 'chat' }, 'Grace', 'here', 'Grace is free to chat'],
  [{ state: 'unknown', live: true, typing: false }, 'Una', undefined, 'Not known yet whether Una is here.'],
  [
    { ...here, live: false, lastKnown: at(14, 29) },
    'Jonas',
    'disconnected',
    'You’re offline. Messages wait here and are sent when you’re back',
  ],
])('%j', (about, name, reach, line) => {
  const { strong, rest } = describeReach(about, now, name)
  expect(reachOf(about)).toBe(reach)
  expect(`${strong} ${rest}`.trim()).toBe(line)
})

test('attributes: what does not apply is absent', () => {
  expect(presenceAttributes(here)).toEqual({ 'data-presence': 'available' })
  expect(presenceAttributes({ state: 'waiting', live: true, typing: false })).toEqual({})
  expect(presenceAttributes({ state: 'offline', live: false, typing: false, lastSeen: now })).toEqual({
    'data-presence': 'offline',
    'data-last-seen': isoWithOffset(now),
    'data-live': 'false',
  })
  const stale = { kind: 'other', since: at(14, 5) } as const
  expect(presenceAttributes({ ...here, stale, staleFrom: at(14, 2) })).toEqual({
    'data-presence': 'available',
    'data-stale': 'other',
    'data-stale-since': isoWithOffset(at(14, 5)),
    'data-last-known': isoWithOffset(at(14, 2)),
  })
  expect(isoWithOffset(now)).toMatch(/^2025-11-20T14:32:00[+-]\d\d:\d\d$/)
  expect(Date.parse(isoWithOffset(now))).toBe(now)
})
