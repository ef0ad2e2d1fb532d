// XEP-0203: Delayed Delivery.
import type { Element } from '@xmpp/xml'
import type { Timestamp } from '../../lib/time.ts'
import type { Reader } from '../codec.ts'
import { parseDateTime } from '../datetime.ts'
import { type Jid, parseJid } from '../jid.ts'
import { children } from '../xml.ts'

export const NS_DELAY = 'urn:xmpp:delay'

/** Who stamps it decides whether it is believed (session and account know that). */
export interface Delay {
  readonly stamp: Timestamp
  readonly from?: Jid
}

/** Of several stamps the last: whoever handled the stanza last, our own server at best, appended theirs. */
export const delay: Reader<Delay> = { ns: NS_DELAY, decode: decodeDelay }

/** The stamp alone. */
export const delayedFrom: Reader<Timestamp> = { ns: NS_DELAY, decode: parent => decodeDelay(parent)?.stamp }

function decodeDelay(parent: Element): Delay | undefined {
  const stamped = children(parent, 'delay', NS_DELAY).at(-1)
  const stamp = parseDateTime(stamped?.attrs['stamp'] ?? '')
  if (stamp === undefined) return undefined
  const from = parseJid(stamped?.attrs['from'] ?? '')
  return from === undefined ? { stamp } : { stamp, from }
}
