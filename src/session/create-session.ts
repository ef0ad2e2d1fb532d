import { type Element, xml } from '@xmpp/xml'
import { type FullJid, resourceOf } from '../xmpp/jid.ts'
import { type Request, RequestError } from '../xmpp/request.ts'
import { Acknowledger } from './acknowledger.ts'
import { ConnectionMachine } from './connection-machine.ts'
import { Connector } from './connector.ts'
import { browserEnvironment, type Environment } from './environment.ts'
import type { ConnectionEvent, SessionEvent } from './events.ts'
import { explainFailure } from './explain-failure.ts'
import type { Failure } from './failure.ts'
import { type Asking, IqTracker } from './iq-tracker.ts'
import { Keyring } from './keyring.ts'
import { LINK_TIMING, type LinkTiming } from './link-watch.ts'
import { type LinkContext, LiveLink } from './live-link.ts'
import type { Established } from './negotiation.ts'
import { type Receiver, receiveStanza } from './receive.ts'
import { RefusedStanzas } from './refused-stanzas.ts'
import type { ResumableStream, Session, SessionOptions } from './session.ts'
import { type Stream, serialize } from './stream.ts'
import { StreamManagement } from './stream-management.ts'

export interface SessionTiming extends LinkTiming {
  /** Milliseconds without a word from the server after which an attempt is given up. */
  readonly attempt: number
}

const TIMING: SessionTiming = { ...LINK_TIMING, attempt: 15_000 }
const GOODBYE_TIMEOUT = 2_000
/** A resumed stream that ends so soon, so often in a row, ends because of what we send again. */
const SHORT_LIFE = 10_000
const MOST_SHORT_LIVES = 3

/** A session that waits for `start()`. */
export function createSession(
  options: SessionOptions,
  environment: Environment = browserEnvironment,
  timing: Partial<SessionTiming> = {},
): Session {
  return new LiveSession(options, environment, { ...TIMING, ...timing })
}

class LiveSession implements Session {
  jid: FullJid | undefined
  readonly #options: SessionOptions
  readonly #environment: Environment
  readonly #timing: SessionTiming
  readonly #connector: Connector
  readonly #management: StreamManagement
  readonly #acknowledger: Acknowledger
  readonly #iqs: IqTracker
  readonly #machine: ConnectionMachine
  readonly #receiver: Receiver
  readonly #refused = new RefusedStanzas()
  /** Undefined while nothing is established. */
  #link: LiveLink | undefined
  #goodAt: number
  #isResumed = false
  #shortLives = 0
  /** After stop and abandon nobody is told anything any more. */
  #isSilent = false
  /** The stream is being ended for good: nobody can resume it. */
  #isClosing = false
  #onClosed: (() => void) | undefined

  constructor(options: SessionOptions, environment: Environment, timing: SessionTiming) {
    const { resume, account } = options
    this.#options = options
    this.#environment = environment
    this.#timing = timing
    this.#goodAt = resume?.at ?? environment.now()
    this.jid = resume?.jid
    this.#iqs = new IqTracker(account, environment)
    this.#management = new StreamManagement({
      onAcknowledged: id => this.#emit({ type: 'acknowledged', id }),
      onUnacknowledged: id => this.#emit({ type: 'unacknowledged', id }),
    })
    this.#acknowledger = new Acknowledger(
      {
        received: () => this.#management.received,
        beforeAcknowledge: () => options.beforeAcknowledge(),
        onStored: count => this.#management.storedUpTo(count),
        sendAcknowledgement: () => this.#link?.sendAcknowledgement(),
      },
      environment,
    )
    this.#connector = new Connector(options.services, {
      account,
      deviceId: options.deviceId,
      // The same name as before replaces what the server may still hold of us.
      resource: (resume && resourceOf(resume.jid)) ?? `whereabouts-${crypto.randomUUID().slice(0, 8)}`,
      keyring: new Keyring(options, environment),
      management: this.#management,
      environment,
      deadline: timing.attempt,
      onEstablished: (stream, result) => this.#established(stream, result),
      live: {
        onHeard: () => this.#link?.heard(),
        onRefused: frame => this.#refuse(frame),
        onLost: failure => this.#lost(failure),
      },
      onFailed: failure => this.#machine.lost(failure),
    })
    this.#machine = new ConnectionMachine(
      {
        attempt: () => this.#connector.try(),
        check: () => this.#link?.check(),
        tell: event => this.#tell(event),
        explain: failure => explainFailure(failure, this.#connector.services, environment),
      },
      environment,
      options.persistent ?? false,
      this.#goodAt,
    )
    this.#receiver = {
      options,
      environment,
      iqs: this.#iqs,
      me: () => this.jid,
      emit: event => this.#emit(event),
      reply: text => this.#link?.send(text),
    }
    try {
      if (resume) this.#management.seed(resume)
    } catch (error) {
      environment.log('the stored stream cannot be read', error)
    }
  }

  start(): void {
    this.#machine.start()
  }

  wake(): void {
    this.#machine.wake()
  }

  send(stanza: Element): boolean {
    this.#link?.send(serialize(stanza), stanza.name === 'message' ? stanza.attrs['id'] : undefined)
    return this.#link !== undefined
  }

  async request<P, R>(request: Request<P, R>, params: P, options: Asking = {}): Promise<R> {
    const iq = await this.#iqs.ask(request.type, request.encode(params), options, stanza => this.send(stanza))
    const result = request.decode(iq)
    if (result === undefined) throw new RequestError('malformed-result')
    return result
  }

  /** Also after `abandon`: what it leaves behind is still to be written. */
  resumable(): ResumableStream | undefined {
    if (!this.jid || this.#isClosing) return undefined
    return this.#management.snapshot(this.jid, this.#link?.heardAt ?? this.#goodAt)
  }

  abandon(): ResumableStream | undefined {
    const resumable = this.resumable()
    this.#isSilent = true
    this.#machine.stop()
    this.#letGo()
    this.#iqs.disconnected()
    return resumable
  }

  async stop(): Promise<void> {
    this.#isSilent = true
    this.#isClosing = true
    this.#machine.stop()
    const link = this.#link
    if (link) {
      const closed = new Promise<void>(resolve => {
        this.#onClosed = resolve
        this.#environment.setTimer(resolve, GOODBYE_TIMEOUT)
      })
      await Promise.race([this.#acknowledger.flush(), closed])
      this.send(xml('presence', { type: 'unavailable' }))
      link.sendAcknowledgement()
      link.finish()
      await closed
    }
    this.#letGo()
    this.#giveUp()
  }

  #letGo(): void {
    this.#connector.cancel()
    this.#link?.drop()
    this.#link = undefined
  }

  /** Nothing of this stream can be proved or answered any more. */
  #giveUp(): void {
    this.#management.giveUp()
    this.#iqs.disconnected()
  }

  #emit(event: SessionEvent): void {
    if (this.#isSilent) return
    try {
      this.#options.onEvent(event)
    } catch (error) {
      this.#environment.log(`a listener failed on ${event.type}`, error)
    }
  }

  #tell(connection: ConnectionEvent): void {
    if (connection.state === 'ended') this.#giveUp()
    this.#emit({ type: 'connection', connection })
  }

  #established(stream: Stream, { jid, resumed, again }: Established): void {
    if (jid) this.jid = jid
    if (!resumed) {
      this.#acknowledger.startOver()
      this.#iqs.disconnected()
    }
    this.#isResumed = resumed
    const link = new LiveLink(stream, this.#linkContext())
    this.#link = link
    for (const text of again) link.sendAgain(text)
    this.#machine.online()
    if (this.jid) this.#tell({ state: 'online', jid: this.jid, resumed })
  }

  #linkContext(): LinkContext {
    return {
      account: this.#options.account,
      management: this.#management,
      acknowledger: this.#acknowledger,
      iqs: this.#iqs,
      environment: this.#environment,
      timing: this.#timing,
      receive: stanza => receiveStanza(stanza, this.#receiver),
    }
  }

  /** Whether the stream will be resumed. */
  #refuse(frame: string): boolean {
    if (this.#refused.counts(frame, this.#management.received)) this.#management.countReceived()
    return this.#management.canResume
  }

  #lost(failure: Failure): void {
    const link = this.#link
    if (!link) return
    this.#goodAt = link.heardAt
    link.drop()
    this.#link = undefined
    this.#onClosed?.()
    this.#acknowledger.lost()
    if (!this.#management.canResume || this.#diesOfResumption(link)) this.#giveUp()
    this.#machine.lost(failure, this.#goodAt)
  }

  #diesOfResumption(link: LiveLink): boolean {
    const isShort = this.#isResumed && this.#environment.now() - link.bornAt < SHORT_LIFE
    this.#shortLives = isShort ? this.#shortLives + 1 : 0
    return this.#shortLives >= MOST_SHORT_LIVES
  }
}
