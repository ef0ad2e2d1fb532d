// The envelope and where a stanza comes from: who said it is decided here, once (T1-T5). Behind this everything is a
// decoded value that carries its provenance.
import type { Element } from '@xmpp/xml'
import { type FullJid, type Jid, parseJid } from '../xmpp/jid.ts'
import { decodeMessage } from '../xmpp/message.ts'
import { decodePresence } from '../xmpp/presence.ts'
import { decodeRosterPush, NS_ROSTER } from '../xmpp/roster.ts'
import { decodeBlockingPush, NS_BLOCKING } from '../xmpp/xep/0191-blocking.ts'
import { child } from '../xmpp/xml.ts'
import { answerGet, errorText, resultText, SERVICE_UNAVAILABLE } from './answers.ts'
import { isCarbon, unwrapCarbon } from './carbon.ts'
import type { Environment } from './environment.ts'
import type { SessionEvent } from './events.ts'
import type { IqTracker } from './iq-tracker.ts'
import { NS } from './namespaces.ts'
import type { SessionOptions } from './session.ts'

const NS_ARCHIVE = 'urn:xmpp:mam:2'

export interface Receiver {
  readonly options: Pick<SessionOptions, 'account' | 'idleSeconds' | 'maySeeUs'>
  readonly environment: Environment
  readonly iqs: IqTracker
  readonly me: () => FullJid | undefined
  readonly emit: (event: SessionEvent) => void
  readonly reply: (text: string) => void
}

/** Takes one stanza. What fails a check is dropped without a trace for its sender, save iqs, which are owed an answer. */
export function receiveStanza(stanza: Element, receiver: Receiver): void {
  if (stanza.getNS() !== NS.client) return
  const from = senderOf(stanza, receiver)
  if (!from || !isForMe(stanza, receiver)) return
  stanza.attrs['from'] = from
  if (stanza.name === 'presence') receivePresence(stanza, receiver)
  else if (stanza.name === 'message') receiveMessage(stanza, receiver)
  else if (stanza.name === 'iq') receiveIq(stanza, from, receiver)
}

/** RFC 6120 §8.1.2.1: without `from` it comes from our own account. Undefined when nobody is called that. */
function senderOf(stanza: Element, { options }: Receiver): Jid | undefined {
  const { from } = stanza.attrs
  return from === undefined ? options.account : parseJid(from)
}

function isForMe(stanza: Element, { options, me }: Receiver): boolean {
  const { to } = stanza.attrs
  if (to === undefined || to === options.account || to === me()) return true
  const jid = parseJid(to)
  return jid !== undefined && (jid === options.account || jid === me())
}

function receivePresence(stanza: Element, { emit }: Receiver): void {
  const presence = decodePresence(stanza)
  if (presence) emit({ type: 'presence', presence })
}

function receiveMessage(stanza: Element, { options, environment, emit }: Receiver): void {
  const receivedAt = environment.now()
  if (isCarbon(stanza)) {
    const carbon = unwrapCarbon(stanza, options.account)
    if (carbon) {
      const { direction, message } = carbon
      emit({ type: 'message', message, provenance: { kind: 'carbon', direction }, receivedAt })
    }
    return
  }
  // T3: nothing of an archive has been asked for.
  if (child(stanza, 'result', NS_ARCHIVE)) return
  const message = decodeMessage(stanza)
  if (message) emit({ type: 'message', message, provenance: { kind: 'live' }, receivedAt })
}

function receiveIq(iq: Element, from: Jid, receiver: Receiver): void {
  const { type, id } = iq.attrs
  if (!id) return
  if (type === 'result' || type === 'error') {
    receiver.iqs.answered(iq, from, receiver.me())
  } else if (type === 'get') {
    receiver.reply(answerGet(iq, from, receiver.options, receiver.environment.now))
  } else if (type === 'set') {
    receiver.reply(receiveSet(iq, from, receiver))
  }
}

/** T4: the roster and the block list change only by our own account's word. */
function receiveSet(iq: Element, from: Jid, { options, emit }: Receiver): string {
  const isOurs = from === options.account
  if (!isOurs || !isPush(iq)) return errorText(iq, SERVICE_UNAVAILABLE)
  const roster = decodeRosterPush(iq)
  const event: SessionEvent | undefined = roster ? { type: 'roster-push', ...roster } : decodeBlockingPush(iq)
  if (!event) return errorText(iq, { type: 'modify', condition: 'bad-request' })
  emit(event)
  return resultText(iq)
}

function isPush(iq: Element): boolean {
  const isRoster = child(iq, 'query', NS_ROSTER)
  return (isRoster ?? child(iq, 'block', NS_BLOCKING) ?? child(iq, 'unblock', NS_BLOCKING)) !== undefined
}
