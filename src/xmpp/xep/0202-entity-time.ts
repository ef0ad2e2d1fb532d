// XEP-0202: Entity Time.
import { type Element, xml } from '@xmpp/xml'
import type { Timestamp } from '../../lib/time.ts'
import { formatDateTime, parseDateTime } from '../datetime.ts'
import type { Request } from '../request.ts'
import { child, childText } from '../xml.ts'

export const NS_TIME = 'urn:xmpp:time'

export interface EntityTime {
  readonly time: Timestamp
  /** Minutes east of UTC. */
  readonly offsetMinutes: number
}

export const getEntityTime: Request<void, EntityTime> = {
  type: 'get',
  encode: () => xml('time', { xmlns: NS_TIME }),
  decode(iq) {
    const element = child(iq, 'time', NS_TIME)
    if (!element) return undefined
    const time = parseDateTime(childText(element, 'utc', NS_TIME) ?? '')
    const offsetMinutes = parseOffset(childText(element, 'tzo', NS_TIME) ?? '')
    return time === undefined || offsetMinutes === undefined ? undefined : { time, offsetMinutes }
  },
}

/** Our answer; an offset of 0 keeps to ourselves where we are. */
export function encodeEntityTime({ time, offsetMinutes }: EntityTime): Element {
  return xml(
    'time',
    { xmlns: NS_TIME },
    xml('tzo', {}, formatOffset(offsetMinutes)),
    xml('utc', {}, formatDateTime(time)),
  )
}

function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0
  const match = /^([+-])(\d\d):([0-5]\d)$/.exec(text)
  if (!match) return undefined
  const minutes = Number(match[2]) * 60 + Number(match[3])
  if (minutes > 14 * 60) return undefined
  return match[1] === '-' ? 0 - minutes : minutes
}

function formatOffset(minutes: number): string {
  if (minutes === 0) return 'Z'
  const total = Math.abs(minutes)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(total / 60))}:${pad(total % 60)}`
}
