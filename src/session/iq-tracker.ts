// RFC 6120 §8.2.3: question and answer. An answer counts only from whom we asked (T5).
import { type Element, xml } from '@xmpp/xml'
import { decodeError } from '../xmpp/error.ts'
import { type BareJid, bareJidOf, domainOf, type FullJid, type Jid, parseJid } from '../xmpp/jid.ts'
import { RequestError } from '../xmpp/request.ts'
import type { Environment, Timer } from './environment.ts'

const DEFAULT_TIMEOUT = 30_000

export interface Asking {
  /** Absent: our own account. */
  readonly to?: string
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

interface Pending {
  readonly to: Jid | undefined
  readonly resolve: (iq: Element) => void
  readonly reject: (error: unknown) => void
  readonly settle: () => void
}

export class IqTracker {
  readonly #pending = new Map<string, Pending>()
  readonly #account: BareJid
  readonly #environment: Environment

  constructor(account: BareJid, environment: Environment) {
    this.#account = account
    this.#environment = environment
  }

  /**
   * Asks, and resolves with the whole `<iq type='result'>`.
   * @param send false when there is no stream
   * @throws RequestError, or the reason of an aborted signal
   */
  ask(
    type: 'get' | 'set',
    payload: Element,
    asking: Asking,
    send: (iq: Element) => boolean,
  ): Promise<Element> {
    const { timeoutMs = DEFAULT_TIMEOUT, signal } = asking
    return new Promise((resolve, reject) => {
      const to = asking.to === undefined ? undefined : parseJid(asking.to)
      if (signal?.aborted) return reject(signal.reason)
      if (asking.to !== undefined && !to) {
        return reject(new RequestError('stanza-error', { type: 'modify', condition: 'jid-malformed' }))
      }
      // Random, so that nobody can answer in place of whom we asked (T5).
      const id = crypto.randomUUID()
      if (!send(xml('iq', { type, id, to }, payload))) return reject(new RequestError('disconnected'))

      const timer: Timer = this.#environment.setTimer(() => fail(new RequestError('timeout')), timeoutMs)
      const abort = () => fail(signal?.reason)
      const settle = () => {
        this.#pending.delete(id)
        this.#environment.clearTimer(timer)
        signal?.removeEventListener('abort', abort)
      }
      const fail = (error: unknown) => {
        settle()
        reject(error)
      }
      signal?.addEventListener('abort', abort)
      this.#pending.set(id, { to, resolve, reject, settle })
    })
  }

  /** Takes an iq of type result or error; whatever nobody waits for is ignored. */
  answered(iq: Element, from: Jid, me: FullJid | undefined): void {
    const id = iq.attrs['id']
    const pending = id === undefined ? undefined : this.#pending.get(id)
    if (!pending || !this.#mayAnswer(pending.to, from, me)) return
    pending.settle()
    if (iq.attrs['type'] === 'result') pending.resolve(iq)
    else pending.reject(new RequestError('stanza-error', decodeError(iq)))
  }

  get isWaiting(): boolean {
    return this.#pending.size > 0
  }

  /** The stream is gone for good: these answers cannot come any more. */
  disconnected(): void {
    for (const pending of [...this.#pending.values()]) {
      pending.settle()
      pending.reject(new RequestError('disconnected'))
    }
  }

  // Servers answer for an account under its several names, or under none, which means the account (§8.1.2.1).
  #mayAnswer(to: Jid | undefined, from: Jid, me: FullJid | undefined): boolean {
    const domain = domainOf(this.#account)
    if (to === undefined) return from === this.#account || from === me || from === domain
    return from === to || (to === domain && from === this.#account)
  }
}

/** Whether this is our own account or the server it lives on. */
export function isOwn(jid: Jid, account: BareJid): boolean {
  return bareJidOf(jid) === account || jid === domainOf(account)
}
