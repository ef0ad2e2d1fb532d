import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../lib/time.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { type LaneFigure, labelSide, laneFigure } from './lane-figure.ts'

const at = (day: number, hour: number, minute: number) => new Date(2025, 10, day, hour, minute).getTime()
const now = at(20, 14, 32)

const here: Whereabouts = { state: 'here', availability: 'available', live: true, typing: false }
const gone: Whereabouts = { state: 'offline', live: true, typing: false }
const cut = { live: false, lastKnown: at(20, 14, 29) } as const
const paused: Whereabouts = {
  ...here,
  stale: { kind: 'connection-paused', since: at(20, 14, 26) },
  staleFrom: at(20, 14, 24),
}

type Drawn = readonly [place: number | undefined, line: LaneFigure['line'], label: string]

test.each<readonly [string, Whereabouts, Drawn]>([
  ['here', here, [64, 'solid', 'Here now']],
  ['typing', { ...here, typing: true }, [64, 'solid', 'Here now']],
  ['a client that never tells idle times', { ...here, idleUnknown: true }, [64, 'solid', 'Available']],
  ['free to chat', { ...here, availability: 'chat' }, [64, 'solid', 'Free to chat']],
  ['do not disturb', { ...here, availability: 'dnd' }, [64, 'solid', 'Do not disturb']],
  [
    'do not disturb, and nobody there',
    { ...here, availability: 'dnd', idleSince: at(20, 14, 20) },
    [53.71, 'solid', 'Do not disturb, idle 12 min'],
  ],
  ['idle', { ...here, idleSince: at(20, 14, 20) }, [53.71, 'solid', 'Idle 12 min']],
  ['idle since the morning', { ...here, idleSince: at(20, 8, 15) }, [27.53, 'solid', 'Since 08:15']],
  ['away', { ...here, availability: 'away', since: at(20, 13, 44) }, [44.14, 'solid', 'Away 48 min']],
  ['away since nobody knows', { ...here, availability: 'away' }, [64, 'solid', 'Away']],
  [
    'away for long',
    { ...here, availability: 'xa', idleSince: at(19, 18, 40) },
    [17.93, 'solid', 'Since yesterday 18:40'],
  ],
  ['paused', paused, [55.96, 'dashed', 'Paused, last known 14:24']],
  [
    'unreachable',
    { ...here, stale: { kind: 'server-unavailable', since: at(20, 14, 5) }, staleFrom: at(20, 14, 2) },
    [47.63, 'dashed', 'Unreachable, last known 14:02'],
  ],
  [
    'stale for a reason of tomorrow',
    { ...here, stale: { kind: 'other', since: at(20, 14, 5) }, staleFrom: at(19, 14, 2) },
    [16.17, 'dashed', 'Last known yesterday 14:02'],
  ],
  ['offline', { ...gone, lastSeen: at(19, 22, 10) }, [19.55, 'none', 'Seen yesterday 22:10']],
  ['offline for months', { ...gone, lastSeen: at(1, 9, 0) }, [0, 'none', 'Seen 1 Nov']],
  ['offline by a clock that is ahead', { ...gone, lastSeen: now + HOUR }, [64, 'none', 'Seen 14:32']],
  ['offline since nobody knows', gone, [undefined, 'none', 'Offline']],
  ['not told yet', { ...gone, state: 'unknown' }, [undefined, 'none', 'Not known yet']],
  ['asked and not answered', { ...gone, state: 'waiting' }, [undefined, 'none', 'Waiting for approval']],
  ['no subscription', { ...gone, state: 'not-shared' }, [undefined, 'none', 'Not sharing presence']],
  ['we are offline: here', { ...here, ...cut }, [60.05, 'dashed', 'Available, as of 14:29']],
  [
    'we are offline: idle',
    { ...here, ...cut, idleSince: at(20, 14, 20) },
    [53.71, 'dashed', 'Idle 9 min, as of 14:29'],
  ],
  [
    'we are offline: offline',
    { ...gone, ...cut, lastSeen: at(19, 22, 10) },
    [19.55, 'none', 'Seen yesterday 22:10'],
  ],
])('%s', (_, about, [place, line, label]) => {
  const figure = laneFigure(about, now)
  expect({ ...figure, place: figure.place === undefined ? undefined : percent(figure.place) }).toMatchObject({
    place,
    line,
    label,
  })
})

test('a lane stands still within a minute', () => {
  const about: Whereabouts = { ...here, idleSince: at(20, 14, 20) }
  expect(laneFigure(about, now + MINUTE - 1)).toEqual(laneFigure(about, now))
})

describe('the side of a label', () => {
  const side = (about: Whereabouts, width: number) => labelSide(laneFigure(about, now), width)
  const idle: Whereabouts = { ...here, idleSince: at(20, 14, 20) }
  const longAway: Whereabouts = { ...here, availability: 'xa', idleSince: at(19, 18, 40) }
  const seen: Whereabouts = { ...gone, lastSeen: at(19, 22, 10) }

  test.each<readonly [string, Whereabouts, number, 'after' | 'before']>([
    ['behind now, where nothing is', here, 820, 'after'],
    ['before now, where there is no room behind it', { ...paused, staleFrom: now }, 400, 'before'],
    ['off the line', idle, 820, 'before'],
    ['off the line, in a narrow window', idle, 480, 'before'],
    ['just so, at the far end', longAway, 880, 'before'],
    ['on the line, where there is no room before it', longAway, 480, 'after'],
    ['towards now where there is no line', seen, 820, 'after'],
    ['not over the now line', { ...gone, lastSeen: now - 2 * MINUTE }, 820, 'before'],
    ['at the edge', { ...gone, lastSeen: at(1, 9, 0) }, 820, 'after'],
    ['without a mark', gone, 820, 'after'],
  ])('%s', (_, about, width, expected) => {
    expect(side(about, width)).toBe(expected)
  })
})

function percent(place: number): number {
  return Number((place * 100).toFixed(2))
}
