// RFC 6120 §8.3: stanza errors.
import { type Element, xml } from '@xmpp/xml'
import { child, childText, elements, legalText, localName, NS_CLIENT, nonEmpty } from './xml.ts'

const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'

/** RFC 6120 §8.3: what went wrong with a stanza, as its recipient or a server said it. */
export interface StanzaError {
  /** cancel, continue, modify, auth, wait; `cancel` when absent or unknown. */
  readonly type: 'auth' | 'cancel' | 'continue' | 'modify' | 'wait'
  /** The defined condition, e.g. `item-not-found`; `undefined-condition` when absent. */
  readonly condition: string
  readonly text?: string
}

const types: ReadonlySet<string> = new Set<StanzaError['type']>([
  'auth',
  'cancel',
  'continue',
  'modify',
  'wait',
])

// RFC 6120 §8.3.3. A condition that is not among them is nobody's, and read as undefined-condition.
const conditions: ReadonlySet<string> = new Set([
  'bad-request',
  'conflict',
  'feature-not-implemented',
  'forbidden',
  'gone',
  'internal-server-error',
  'item-not-found',
  'jid-malformed',
  'not-acceptable',
  'not-allowed',
  'not-authorized',
  'policy-violation',
  'recipient-unavailable',
  'redirect',
  'registration-required',
  'remote-server-not-found',
  'remote-server-timeout',
  'resource-constraint',
  'service-unavailable',
  'subscription-required',
  'undefined-condition',
  'unexpected-request',
])

/** The `<error/>` of a stanza of type error; the defaults where it is missing or says nothing known. */
export function decodeError(stanza: Element): StanzaError {
  const error = child(stanza, 'error', NS_CLIENT)
  if (!error) return { type: 'cancel', condition: 'undefined-condition' }
  const text = nonEmpty(childText(error, 'text', NS_STANZAS))
  return { type: typeOf(error), condition: conditionOf(error), ...(text !== undefined && { text }) }
}

/** `<error/>` for a stanza of type error that we send. */
export function encodeError(error: StanzaError): Element {
  return xml(
    'error',
    { type: error.type },
    xml(error.condition, { xmlns: NS_STANZAS }),
    error.text !== undefined && xml('text', { xmlns: NS_STANZAS }, legalText(error.text)),
  )
}

function typeOf(error: Element): StanzaError['type'] {
  const type = error.attrs['type']
  return type !== undefined && types.has(type) ? (type as StanzaError['type']) : 'cancel'
}

function conditionOf(error: Element): string {
  for (const element of elements(error)) {
    const name = localName(element)
    if (conditions.has(name) && element.getNS() === NS_STANZAS) return name
  }
  return 'undefined-condition'
}
