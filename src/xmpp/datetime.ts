// XEP-0082: XMPP Date and Time Profiles, the DateTime profile. Never the platform's parser: it reads "soon 1" as a date.
import { DAY, MINUTE, SECOND, type Timestamp } from '../lib/time.ts'

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/

/**
 * `2024-05-01T12:00:00.123+05:30` → milliseconds since 1970 (fractions of a millisecond are dropped); undefined for
 * anything else. A leap second (23:59:60 UTC) is read as the midnight after it.
 */
export function parseDateTime(text: string): Timestamp | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  // Date.UTC reads the years before 100 as 1900 and later; nobody was online then.
  if (year < 100 || hour > 23 || minute > 59 || second > 60) return undefined
  const midnight = Date.UTC(year, month - 1, day)
  // A day that its month does not have has run into another month.
  if (new Date(midnight).getUTCMonth() !== month - 1) return undefined
  const offset = parseOffset(match[8], match[9], match[10])
  if (offset === undefined) return undefined
  const whole = midnight + (hour * 60 + minute) * MINUTE + second * SECOND - offset
  if (second === 60 && whole % DAY !== 0) return undefined
  return whole + Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
}

/** Milliseconds since 1970 → `2024-05-01T06:30:00Z`, with a fraction only when there is one. For the years 100 to 9999. */
export function formatDateTime(time: Timestamp): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

function parseOffset(sign: string | undefined, hours: string | undefined, minutes: string | undefined) {
  if (sign === undefined) return 0
  const total = Number(hours) * 60 + Number(minutes)
  // XML Schema's bound: 14 hours.
  if (Number(minutes) > 59 || total > 14 * 60) return undefined
  return (sign === '-' ? -total : total) * MINUTE
}
