// What we answer to those who may see our presence; to everybody else we are not there (T19).
import { type Element, xml } from '@xmpp/xml'
import { encodeError, type StanzaError } from '../xmpp/error.ts'
import { type BareJid, bareJidOf, type Jid } from '../xmpp/jid.ts'
import { encodeLastActivity, NS_LAST } from '../xmpp/xep/0012-last-activity.ts'
import { decodeDiscoInfoQuestion } from '../xmpp/xep/0030-service-discovery.ts'
import { NS_VERSION } from '../xmpp/xep/0092-software-version.ts'
import { NS_PING } from '../xmpp/xep/0199-ping.ts'
import { encodeEntityTime, NS_TIME } from '../xmpp/xep/0202-entity-time.ts'
import { child } from '../xmpp/xml.ts'
import type { Environment } from './environment.ts'
import { isOwn } from './iq-tracker.ts'
import { NS } from './namespaces.ts'
import { ownCapsInfoText, ownCapsNode, ownInfoText, ownVersionText } from './own-info.ts'
import type { SessionOptions } from './session.ts'

export { ownCaps } from './own-info.ts'

export const SERVICE_UNAVAILABLE: StanzaError = { type: 'cancel', condition: 'service-unavailable' }
const ITEM_NOT_FOUND: StanzaError = { type: 'cancel', condition: 'item-not-found' }

type Answering = Pick<SessionOptions, 'account' | 'idleSeconds' | 'maySeeUs'>

/** The answer to an iq get, as text. */
export function answerGet(iq: Element, from: Jid, options: Answering, now: Environment['now']): string {
  const answer = mayAsk(from, options) ? answerFor(iq, options, now) : undefined
  return answer === undefined || typeof answer === 'object'
    ? errorText(iq, answer ?? SERVICE_UNAVAILABLE)
    : resultText(iq, answer)
}

/** `<iq type='result'/>` around a payload that is text already. */
export function resultText(iq: Element, payload = ''): string {
  return replyHead(iq, 'result').replace(/\/>$/, () => (payload ? `>${payload}</iq>` : '/>'))
}

export function errorText(iq: Element, error: StanzaError): string {
  const { id, from: to } = iq.attrs
  return xml('iq', { xmlns: NS.client, type: 'error', id, to }, encodeError(error)).toString()
}

function replyHead(iq: Element, type: string): string {
  const { id, from: to } = iq.attrs
  return xml('iq', { xmlns: NS.client, type, id, to }).toString()
}

function mayAsk(from: Jid, { account, maySeeUs }: Answering): boolean {
  return isOwn(from, account) || maySeeUs(bareJidOf(from) as BareJid)
}

/** Undefined for what we do not know or do not tell. */
function answerFor(
  iq: Element,
  options: Answering,
  now: Environment['now'],
): StanzaError | string | undefined {
  const question = decodeDiscoInfoQuestion(iq)
  if (question) {
    if (question.node === undefined) return ownInfoText
    return question.node === ownCapsNode ? ownCapsInfoText : ITEM_NOT_FOUND
  }
  if (child(iq, 'ping', NS_PING)) return ''
  if (child(iq, 'query', NS_VERSION)) return ownVersionText
  // The offset stays with us: it would tell where we are.
  if (child(iq, 'time', NS_TIME)) return encodeEntityTime({ time: now(), offsetMinutes: 0 }).toString()
  if (child(iq, 'query', NS_LAST)) {
    const seconds = options.idleSeconds()
    return seconds === undefined ? undefined : encodeLastActivity({ seconds }).toString()
  }
  return undefined
}
