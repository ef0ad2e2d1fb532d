// XEP-0280: Message Carbons.
import { type Element, xml } from '@xmpp/xml'
import { done } from '../done.ts'
import type { Request } from '../request.ts'
import { children } from '../xml.ts'
import { decodeForwarded, type Forwarded } from './0297-stanza-forwarding.ts'

export const NS_CARBONS = 'urn:xmpp:carbons:2'

export const enableCarbons: Request<void, true> = {
  type: 'set',
  encode: () => xml('enable', { xmlns: NS_CARBONS }),
  decode: done,
}

/** `forwarded` is the copied `<message/>` itself. */
export interface Carbon extends Forwarded {
  readonly direction: 'received' | 'sent'
}

/**
 * The copy inside a message, by structure only: one `<received/>` or `<sent/>`, one message in it. Whether this message
 * may carry copies at all (§11: only from our own bare JID) the session decides before it reads them.
 */
export function decodeCarbon(message: Element): Carbon | undefined {
  const received = children(message, 'received', NS_CARBONS)
  const sent = children(message, 'sent', NS_CARBONS)
  const wrapper = received[0] ?? sent[0]
  if (wrapper === undefined || received.length + sent.length !== 1) return undefined
  const forwarded = decodeForwarded(wrapper)
  return forwarded && { direction: received.length === 1 ? 'received' : 'sent', ...forwarded }
}
