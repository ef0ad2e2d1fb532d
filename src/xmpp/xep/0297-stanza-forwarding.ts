// XEP-0297: Stanza Forwarding. Only ever read inside carbons and archive results, never by itself.
import type { Element } from '@xmpp/xml'
import { NS_CLIENT, onlyChild } from '../xml.ts'
import { type Delay, delay } from './0203-delayed-delivery.ts'

export const NS_FORWARD = 'urn:xmpp:forward:0'

export interface Forwarded {
  /** The message that was forwarded, unread. */
  readonly forwarded: Element
  /** When it was received by who forwards it. */
  readonly delay?: Delay
}

/** The one message in the one `<forwarded/>` of `parent`; undefined when there are none or several of either. */
export function decodeForwarded(parent: Element): Forwarded | undefined {
  const wrapper = onlyChild(parent, 'forwarded', NS_FORWARD)
  const forwarded = wrapper && onlyChild(wrapper, 'message', NS_CLIENT)
  if (!forwarded) return undefined
  const stamp = delay.decode(wrapper)
  return stamp === undefined ? { forwarded } : { forwarded, delay: stamp }
}
