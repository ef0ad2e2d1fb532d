// RFC 6120 §7 and XEP-0198 §5: takes up the last stream, or binds a new one and asks for its management.
import { type Element, xml } from '@xmpp/xml'
import { decodeError } from '../xmpp/error.ts'
import { isFullJid, parseJid } from '../xmpp/jid.ts'
import { child, childText, isNamed } from '../xmpp/xml.ts'
import { Failure } from './failure.ts'
import { NS } from './namespaces.ts'
import type { Negotiation } from './negotiation.ts'
import type { Stream } from './stream.ts'

export class Binding {
  managementOffered = false
  #hasBegun = false
  readonly #stream: Stream
  readonly #negotiation: Negotiation

  constructor(stream: Stream, negotiation: Negotiation) {
    this.#stream = stream
    this.#negotiation = negotiation
  }

  /** Once a stream. What the server has to say to it arrives as elements. */
  begin(): void {
    if (this.#hasBegun) return
    this.#hasBegun = true
    const { management } = this.#negotiation
    if (management.canResume) {
      this.#listen(element => this.takeResumption(element))
      this.#stream.writeElement(management.resumeElement())
    } else {
      this.#bind()
    }
  }

  /** Takes `<resumed/>` or `<failed/>`; true when it was one of them. */
  takeResumption(element: Element): boolean {
    if (isNamed(element, 'resumed', NS.streamManagement)) {
      const again = this.#negotiation.management.resumed(element)
      if (again) this.#negotiation.onEstablished({ resumed: true, again })
      else this.#failNonsense()
      return true
    }
    if (!isNamed(element, 'failed', NS.streamManagement)) return false
    this.#negotiation.management.resumptionFailed(element)
    this.#bind()
    return true
  }

  /** Takes `<bound/>` of Bind 2 (XEP-0386), which came together with the authentication. */
  takeBound(bound: Element, authorized: string | undefined): void {
    const { management, onEstablished } = this.#negotiation
    const jid = parseJid(authorized ?? '')
    if (!jid || !isFullJid(jid)) {
      this.#failNonsense()
      return
    }
    this.#hasBegun = true
    management.asked()
    const enabled = child(bound, 'enabled', NS.streamManagement)
    if (enabled) management.enabled(enabled)
    else management.refused()
    onEstablished({ jid, resumed: false, again: [] })
  }

  #bind(): void {
    const id = crypto.randomUUID()
    this.#listen(element => {
      if (!isNamed(element, 'iq', NS.client) || element.attrs['id'] !== id) return false
      this.#bound(element)
      return true
    })
    const resource = xml('resource', {}, this.#negotiation.resource)
    this.#stream.writeElement(xml('iq', { type: 'set', id }, xml('bind', { xmlns: NS.bind }, resource)))
  }

  #bound(iq: Element): void {
    const { management, onEstablished } = this.#negotiation
    if (iq.attrs['type'] !== 'result') {
      const { condition, text } = decodeError(iq)
      const isFinal = condition === 'policy-violation' || condition === 'not-allowed'
      this.#stream.lose(new Failure(isFinal ? 'policy-violation' : 'other', isFinal, text, condition))
      return
    }
    const bind = child(iq, 'bind', NS.bind)
    const jid = parseJid((bind && childText(bind, 'jid', NS.bind)) ?? '')
    if (!jid || !isFullJid(jid)) {
      this.#failNonsense()
      return
    }
    management.asked()
    // What is sent after `<enable/>` counts already, so nothing has to wait for the answer.
    if (this.managementOffered) this.#stream.writeElement(management.enableElement())
    else management.refused()
    onEstablished({ jid, resumed: false, again: [] })
  }

  #listen(take: (element: Element) => boolean): void {
    const listener = (element: Element) => {
      if (take(element)) this.#stream.removeListener('element', listener)
    }
    this.#stream.on('element', listener)
  }

  #failNonsense(): void {
    this.#negotiation.management.giveUp()
    this.#stream.lose(new Failure('other', false, undefined, 'undefined-condition'))
  }
}
