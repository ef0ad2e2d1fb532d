// XEP-0352: Client State Indication.
import { type Element, xml } from '@xmpp/xml'

export const NS_CSI = 'urn:xmpp:csi:0'

/** Tells our server whether anybody looks at this client. Not a stanza: it is not counted and not answered. */
export function encodeClientState(state: 'active' | 'inactive'): Element {
  return xml(state, { xmlns: NS_CSI })
}
