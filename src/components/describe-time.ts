import { words } from '../i18n/words.ts'
import { DAY, HOUR, MINUTE, type Timestamp } from '../lib/time.ts'

const text = words.presence

// In the viewer's zone, created once: an Intl formatter is costly to make and cheap to use.
const formats = new Map<string, Intl.DateTimeFormat>()
function format(at: Timestamp, key: string, options: Intl.DateTimeFormatOptions): string {
  const formatter = formats.get(key) ?? new Intl.DateTimeFormat(text.locale, options)
  formats.set(key, formatter)
  return formatter.format(at)
}

/** `14:32` */
export function timeOfDay(at: Timestamp): string {
  return format(at, 'time', { hour: '2-digit', minute: '2-digit' })
}

/** `08:15` today, `yesterday 18:40`, `Mon 18:40`, `12 Nov`, `12 Nov 2024`. What lies ahead is taken as now. */
export function momentInWords(at: Timestamp, now: Timestamp): string {
  const moment = Math.min(at, now)
  const days = dayNumber(now) - dayNumber(moment)
  if (days === 0) return timeOfDay(moment)
  if (days === 1) return text.yesterdayAt(timeOfDay(moment))
  if (days < 7) return text.weekdayAt(format(moment, 'weekday', { weekday: 'short' }), timeOfDay(moment))
  const isThisYear = new Date(moment).getFullYear() === new Date(now).getFullYear()
  return isThisYear
    ? format(moment, 'day', { day: 'numeric', month: 'short' })
    : format(moment, 'date', { day: 'numeric', month: 'short', year: 'numeric' })
}

/** Up to here a time span is told as a duration, from here on as a moment. */
export const LONGEST_DURATION = 6 * HOUR

/** `12 min`, `1 h 5 min` (minutes floored to five, dropped at none); undefined under a minute and from six hours on. */
export function durationInWords(duration: number): string | undefined {
  if (duration < MINUTE || duration >= LONGEST_DURATION) return undefined
  const minutes = Math.floor(duration / MINUTE)
  if (minutes < 60) return text.minutes(minutes)
  return text.hours(Math.floor(minutes / 60), Math.floor((minutes % 60) / 5) * 5)
}

/** When `durationInWords(now - from)` will next say something else. */
export function nextDurationChange(from: Timestamp, now: Timestamp): Timestamp | undefined {
  const duration = Math.max(0, now - from)
  if (duration >= LONGEST_DURATION) return undefined
  const step = duration < HOUR ? MINUTE : 5 * MINUTE
  return from + (Math.floor(duration / step) + 1) * step
}

/** The next midnight of the viewer: when "08:15" becomes "yesterday 08:15". */
export function nextMidnight(now: Timestamp): Timestamp {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime()
}

/** Days since 1970 on the viewer's calendar. */
function dayNumber(at: Timestamp): number {
  const day = new Date(at)
  return Math.round(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / DAY)
}
