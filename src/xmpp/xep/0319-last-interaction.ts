// XEP-0319: Last User Interaction in Presence.
import { xml } from '@xmpp/xml'
import type { Timestamp } from '../../lib/time.ts'
import type { Codec } from '../codec.ts'
import { formatDateTime, parseDateTime } from '../datetime.ts'
import { child } from '../xml.ts'

export const NS_IDLE = 'urn:xmpp:idle:1'

/** Since when nobody has touched the device. May lie in the future of our clock, and before 1970: readers clamp. */
export const lastInteraction: Codec<Timestamp> = {
  ns: NS_IDLE,
  decode: parent => parseDateTime(child(parent, 'idle', NS_IDLE)?.attrs['since'] ?? ''),
  // Always UTC: an offset would tell where we are (XEP-0082 §5).
  encode: since => xml('idle', { xmlns: NS_IDLE, since: formatDateTime(since) }),
}
