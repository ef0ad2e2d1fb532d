// XEP-0388 SASL2 with Bind 2 (XEP-0386), inline resumption (XEP-0198 §5.1) and FAST (XEP-0484): one flight.
import { type Element, xml } from '@xmpp/xml'
import { parseDateTime } from '../xmpp/datetime.ts'
import { child, children, childText } from '../xmpp/xml.ts'
import type { Binding } from './binding.ts'
import { Failure } from './failure.ts'
import { NS } from './namespaces.ts'
import { keepSecret, type Negotiation } from './negotiation.ts'
import { authenticate, sasl2 } from './sasl/authenticate.ts'
import { chooseMechanism } from './sasl/choose.ts'
import { createHashedToken, HASHED_TOKEN } from './sasl/hashed-token.ts'
import type { KeptSecret } from './session.ts'
import type { Stream } from './stream.ts'

export type FastToken = NonNullable<KeptSecret['fast']>

const SOFTWARE = 'Whereabouts'

/** The server no longer takes our token. It may refuse everything else on this stream too: a fresh one is needed. */
export class TokenRejected extends Failure {}

/** Whether the offer is whole: with less of it the classic way is as fast and better tried. */
export function offersSasl2(offer: Element): boolean {
  const inline = child(offer, 'inline', NS.sasl2)
  const bind = inline && child(inline, 'bind', NS.bind2)
  const bindInline = bind && child(bind, 'inline', NS.bind2)
  return (
    bindInline !== undefined &&
    children(bindInline, 'feature', NS.bind2).some(feature => feature.attrs['var'] === NS.streamManagement)
  )
}

/** @throws Failure, SaslRefusal */
export async function signInBySasl2(
  stream: Stream,
  negotiation: Negotiation,
  binding: Binding,
  offer: Element,
  onAuthenticated: () => void,
): Promise<void> {
  const { signIn, token, management } = negotiation
  const inline = child(offer, 'inline', NS.sasl2)
  const offersFast = mechanismsOf(inline && child(inline, 'fast', NS.fast), NS.fast).has(HASHED_TOKEN)
  const usable = offersFast && token?.mechanism === HASHED_TOKEN ? token : undefined
  const mechanism = usable
    ? createHashedToken(signIn.username, usable.token)
    : chooseMechanism(signIn, mechanismsOf(offer, NS.sasl2))

  const mayResume = management.canResume && inline !== undefined && child(inline, 'sm', NS.streamManagement)
  const extras = [
    xml('user-agent', { id: negotiation.deviceId }, xml('software', {}, SOFTWARE)),
    xml('bind', { xmlns: NS.bind2 }, xml('tag', {}, tagOf(negotiation.resource)), management.enableElement()),
    ...(mayResume ? [management.resumeElement()] : []),
    ...(usable ? [xml('fast', { xmlns: NS.fast })] : []),
    ...(offersFast && !usable ? [xml('request-token', { xmlns: NS.fast, mechanism: HASHED_TOKEN })] : []),
  ]
  try {
    await authenticate(stream, sasl2(extras), mechanism, success => {
      onAuthenticated()
      keepSecret(mechanism, negotiation)
      keepToken(success, negotiation)
      takeSuccess(success, binding, negotiation)
    })
  } catch (error) {
    if (usable && error instanceof Failure && error.isFinal) {
      throw new TokenRejected(error.reason, error.isFinal, error.serverText, error.condition)
    }
    throw error
  }
}

// XEP-0386 §3: servers make the resource of this and the device, after a tilde. Each tab of a device needs its own, or
// they would replace each other.
const tagOf = (resource: string) => resource.replace(/~.*$/, '')

function takeSuccess(success: Element, binding: Binding, { management }: Negotiation): void {
  const resumed = child(success, 'resumed', NS.streamManagement)
  if (resumed) {
    binding.takeResumption(resumed)
    return
  }
  const failed = child(success, 'failed', NS.streamManagement)
  if (failed) management.resumptionFailed(failed)
  else management.giveUp()
  const bound = child(success, 'bound', NS.bind2)
  if (bound) binding.takeBound(bound, childText(success, 'authorization-identifier', NS.sasl2))
  // Otherwise the server goes on with features, and binding begins as it always did.
}

function keepToken(success: Element, { onToken }: Negotiation): void {
  const given = child(success, 'token', NS.fast)
  const token = given?.attrs['token']
  if (!token) return
  const expiry = parseDateTime(given?.attrs['expiry'] ?? '')
  onToken({ mechanism: HASHED_TOKEN, token, ...(expiry !== undefined && { expiry }) })
}

function mechanismsOf(parent: Element | undefined, xmlns: string): ReadonlySet<string> {
  return new Set(parent && children(parent, 'mechanism', xmlns).map(mechanism => mechanism.text()))
}
