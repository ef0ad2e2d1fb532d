// XEP-0334: Message Processing Hints. We only give them; servers read them.
import { type Element, xml } from '@xmpp/xml'

export const NS_HINTS = 'urn:xmpp:hints'

export type Hint = 'no-copy' | 'no-permanent-store' | 'no-store' | 'store'

export function encodeHint(hint: Hint): Element {
  return xml(hint, { xmlns: NS_HINTS })
}
