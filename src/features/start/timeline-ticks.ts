import { timeOfDay } from '../../components/describe-time.ts'
import { startWords } from '../../i18n/start-words.ts'
import { words } from '../../i18n/words.ts'
import { DAY, HOUR, MINUTE, type Timestamp } from '../../lib/time.ts'
import { NOW, placeOf } from './timeline-scale.ts'

export interface Tick {
  /** Of the width. */
  readonly place: number
  readonly label: string
  /** `roomy`: only where there is room for it. */
  readonly kind: 'now' | 'plain' | 'roomy'
}

/** The hours at which a day of work ends and begins. */
const EVENING = 18
const MORNING = 9
/** Nearer than this labels touch. */
const NEAR = 0.055

const weekday = new Intl.DateTimeFormat(words.presence.locale, { weekday: 'short', day: 'numeric' })
const text = startWords.timeline
const { hours, minutes } = words.presence

/** The labels of the axis: spans of time, and days of the viewer's calendar. */
export function ticksAt(now: Timestamp): readonly Tick[] {
  const dayAhead = dayFrom(now, 4, MORNING)
  const tick = (at: Timestamp, label: string, kind: Tick['kind'] = 'plain'): Tick => ({
    place: placeOf(at, now),
    label,
    kind,
  })
  const yesterday = tick(dayFrom(now, -1, EVENING), text.yesterday)
  const eight = tick(now - 8 * HOUR, hours(8, 0), 'roomy')
  return [
    tick(now - 7 * DAY, text.week),
    yesterday,
    // In the small hours yesterday is that near.
    ...(Math.abs(eight.place - yesterday.place) < NEAR ? [] : [eight]),
    tick(now - 3 * HOUR, hours(3, 0)),
    tick(now - HOUR, hours(1, 0)),
    tick(now - 20 * MINUTE, minutes(20), 'roomy'),
    tick(now - 5 * MINUTE, minutes(5), 'roomy'),
    { place: NOW, label: timeOfDay(now), kind: 'now' },
    tick(dayFrom(now, 1, MORNING), text.tomorrow),
    tick(dayAhead, weekday.format(dayAhead), 'roomy'),
    tick(now + 14 * DAY, text.twoWeeks),
  ]
}

/** An hour of another day, on the viewer's calendar: days may have 23 hours or 25. */
function dayFrom(now: Timestamp, days: number, hour: number): Timestamp {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour).getTime()
}
