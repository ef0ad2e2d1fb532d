import type { Element } from '@xmpp/xml'
import { xml } from '@xmpp/xml'
import { domainOf, type FullJid, localOf, resourceOf } from '../xmpp/jid.ts'
import { type Request, RequestError } from '../xmpp/request.ts'
import { ping } from '../xmpp/xep/0199-ping.ts'
import { isNamed } from '../xmpp/xml.ts'
import { Acknowledger } from './acknowledger.ts'
import { Attempt } from './attempt.ts'
import { ConnectionMachine } from './connection-machine.ts'
import { browserEnvironment, type Environment } from './environment.ts'
import type { SessionEvent } from './events.ts'
import { explainFailure } from './explain-failure.ts'
import { Failure } from './failure.ts'
import { type Asking, IqTracker } from './iq-tracker.ts'
import { Keyring } from './keyring.ts'
import { LINK_TIMING, type LinkTiming, LinkWatch } from './link-watch.ts'
import { NS } from './namespaces.ts'
import { type Established, negotiate } from './negotiation.ts'
import { type Receiver, receiveStanza } from './receive.ts'
import { TokenRejected } from './sasl2.ts'
import { isLoopback } from './service-url.ts'
import type { ResumableStream, Session, SessionOptions } from './session.ts'
import { Stream, type StreamHooks, serialize } from './stream.ts'
import { StreamManagement } from './stream-management.ts'

export interface SessionTiming extends LinkTiming {
  /** Milliseconds without a word from the server after which an attempt is given up. */
  readonly attempt: number
}

const TIMING: SessionTiming = { ...LINK_TIMING, attempt: 15_000 }
const GOODBYE_TIMEOUT = 2_000
const STANZAS: ReadonlySet<string> = new Set(['iq', 'message', 'presence'])

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
  readonly #keyring: Keyring
  readonly #management: StreamManagement
  readonly #acknowledger: Acknowledger
  readonly #iqs: IqTracker
  readonly #machine: ConnectionMachine
  readonly #receiver: Receiver
  readonly #resource: string
  #services: readonly string[]
  #attempt: Attempt | undefined
  /** What is established; undefined while there is no link. */
  #link: { readonly stream: Stream; readonly watch: LinkWatch } | undefined
  #goodAt: number
  #mayPipeline = true
  /** After stop and abandon nobody is told anything any more. */
  #isSilent = false
  #onClosed: (() => void) | undefined

  constructor(options: SessionOptions, environment: Environment, timing: SessionTiming) {
    this.#options = options
    this.#environment = environment
    this.#timing = timing
    this.#services = options.services
    this.#goodAt = options.resume?.at ?? environment.now()
    this.jid = options.resume?.jid
    // The same name as before replaces what the server may still hold of us.
    this.#resource = (this.jid && resourceOf(this.jid)) ?? `whereabouts-${crypto.randomUUID().slice(0, 8)}`
    this.#keyring = new Keyring(options, environment)
    this.#iqs = new IqTracker(options.account, environment)
    this.#management = new StreamManagement({
      onAcknowledged: id => this.#emit({ type: 'acknowledged', id }),
      onUnacknowledged: id => this.#emit({ type: 'unacknowledged', id }),
    })
    this.#acknowledger = new Acknowledger(
      {
        received: () => this.#management.received,
        beforeAcknowledge: () => options.beforeAcknowledge(),
        onStored: count => this.#management.storedUpTo(count),
        sendAcknowledgement: () => this.#sendAcknowledgement(),
      },
      environment,
    )
    this.#machine = new ConnectionMachine(
      {
        attempt: () => this.#try(),
        check: () => this.#link?.watch.check(),
        tell: connection => {
          if (connection.state === 'ended') this.#giveUp()
          this.#emit({ type: 'connection', connection })
        },
        explain: failure => explainFailure(failure, this.#services, environment),
      },
      environment,
      options.persistent ?? false,
      options.resume?.at,
    )
    this.#receiver = {
      options,
      environment,
      iqs: this.#iqs,
      me: () => this.jid,
      emit: event => this.#emit(event),
      reply: text => void this.#sendText(text),
    }
    this.#seed(options.resume)
  }

  start(): void {
    this.#machine.start()
  }

  wake(): void {
    this.#machine.wake()
  }

  send(stanza: Element): boolean {
    return this.#sendText(serialize(stanza), stanza.name === 'message' ? stanza.attrs['id'] : undefined)
  }

  async request<P, R>(request: Request<P, R>, params: P, options: Asking = {}): Promise<R> {
    const iq = await this.#iqs.ask(request.type, request.encode(params), options, stanza => this.send(stanza))
    const result = request.decode(iq)
    if (result === undefined) throw new RequestError('malformed-result')
    return result
  }

  resumable(): ResumableStream | undefined {
    if (!this.jid || this.#machine.hasEnded) return undefined
    return this.#management.snapshot(this.jid, this.#link?.watch.heardAt ?? this.#goodAt)
  }

  abandon(): ResumableStream | undefined {
    const resumable = this.resumable()
    this.#isSilent = true
    this.#machine.stop()
    this.#letGo()
    return resumable
  }

  async stop(): Promise<void> {
    this.#isSilent = true
    this.#machine.stop()
    const stream = this.#link?.stream
    if (stream) {
      const closed = new Promise<void>(resolve => {
        this.#onClosed = resolve
        this.#environment.setTimer(resolve, GOODBYE_TIMEOUT)
      })
      await Promise.race([this.#acknowledger.flush(), closed])
      this.send(xml('presence', { type: 'unavailable' }))
      this.#sendAcknowledgement()
      stream.finish()
      await closed
    }
    this.#letGo()
    this.#giveUp()
  }

  #letGo(): void {
    this.#attempt?.cancel()
    this.#link?.watch.stop()
    this.#link?.stream.drop()
    this.#link = undefined
  }

  /** Nobody waits for anything of this session any more. */
  #giveUp(): void {
    this.#management.giveUp()
    this.#iqs.disconnected()
  }

  #seed(resume: ResumableStream | undefined): void {
    try {
      if (resume) this.#management.seed(resume)
    } catch (error) {
      this.#environment.log('the stored stream cannot be read', error)
    }
  }

  #emit(event: SessionEvent): void {
    if (this.#isSilent) return
    try {
      this.#options.onEvent(event)
    } catch (error) {
      this.#environment.log(`a listener failed on ${event.type}`, error)
    }
  }

  #sendText(text: string, messageId?: string): boolean {
    const { stream, watch } = this.#link ?? {}
    if (!stream || !watch) return false
    this.#management.queue(text, messageId)
    stream.writeText(text)
    watch.sent()
    return true
  }

  #sendAcknowledgement(): void {
    if (this.#management.state !== 'on') return
    this.#link?.stream.writeElement(xml('a', { xmlns: NS.streamManagement, h: this.#management.stored }))
  }

  #try(): void {
    let progress: 'authenticated' | 'none' = 'none'
    const attempt = new Attempt({
      services: this.#services,
      environment: this.#environment,
      deadline: this.#timing.attempt,
      begin: (service, hooks) => {
        const stream = new Stream(this.#options.account, hooks, this.#environment.log)
        negotiate(stream, {
          signIn: this.#keyring.signIn(localOf(this.#options.account) ?? '', isSecure(service)),
          token: this.#keyring.token(),
          deviceId: this.#options.deviceId,
          resource: this.#resource,
          management: this.#management,
          mayPipeline: this.#mayPipeline,
          onAuthenticated: () => {
            progress = 'authenticated'
          },
          onScramSecret: scram => this.#keyring.keep({ scram }),
          onToken: fast => this.#keyring.keep({ fast }),
          onEstablished: result => this.#established(attempt, result),
        })
        stream.begin(service)
        return stream
      },
      onFailed: failure => this.#attemptFailed(failure, progress === 'authenticated'),
    })
    this.#attempt = attempt
    attempt.start()
  }

  #attemptFailed(failure: Failure, wasAuthenticated: boolean): void {
    if (failure instanceof TokenRejected) {
      this.#keyring.dropToken()
      this.#try()
    } else if (wasAuthenticated && this.#mayPipeline && failure.reason === 'other') {
      // Perhaps a server that wants every permission waited for: once more, step by step.
      this.#mayPipeline = false
      this.#try()
    } else {
      this.#machine.lost(this.#keyring.explain(failure))
    }
  }

  #established(attempt: Attempt, { jid, resumed, again }: Established): void {
    const hooks: StreamHooks = {
      onHeard: () => this.#link?.watch.heard(),
      onLost: failure => this.#lost(failure),
    }
    const stream = attempt.established(hooks)
    if (!stream) return
    const watch = new LinkWatch(
      { ask: () => this.#askForProof(), onDead: () => stream.lose(new Failure('timeout', false)) },
      this.#environment,
      this.#timing,
    )
    this.#link = { stream, watch }
    stream.receive = element => this.#take(element)
    this.#preferService(attempt.service)
    if (jid) this.jid = jid
    if (!resumed) {
      this.#acknowledger.startOver()
      this.#iqs.disconnected()
    }
    for (const text of again) {
      stream.writeText(text)
      watch.sent()
    }
    this.#machine.online()
    if (this.jid) this.#emit({ type: 'connection', connection: { state: 'online', jid: this.jid, resumed } })
  }

  #lost(failure: Failure): void {
    this.#goodAt = this.#link?.watch.heardAt ?? this.#goodAt
    this.#link?.watch.stop()
    this.#link = undefined
    this.#onClosed?.()
    this.#acknowledger.lost()
    if (!this.#management.canResume) this.#giveUp()
    this.#machine.lost(failure, this.#goodAt)
  }

  /** Everything that arrives on an established stream, in the order of the wire. */
  #take(element: Element): void {
    if (STANZAS.has(element.name) && element.getNS() === NS.client) {
      // Whatever becomes of it: a stanza that is not counted comes again after each resumption.
      this.#management.countReceived()
      receiveStanza(element, this.#receiver)
    } else if (isNamed(element, 'r', NS.streamManagement)) this.#acknowledger.asked()
    else if (isNamed(element, 'a', NS.streamManagement)) this.#takeAcknowledgement(element)
    else if (isNamed(element, 'enabled', NS.streamManagement)) this.#management.enabled(element)
    else if (isNamed(element, 'failed', NS.streamManagement)) this.#management.refused()
  }

  #takeAcknowledgement(element: Element): void {
    if (!this.#management.acknowledge(element)) this.#environment.log('an acknowledgement that cannot be')
  }

  /** `<r/>`; where the server has no stream management, a ping: what it answers it has read, and all before it. */
  #askForProof(): void {
    const { stream } = this.#link ?? {}
    if (!stream) return
    if (this.#management.state === 'on') {
      stream.writeElement(xml('r', { xmlns: NS.streamManagement }))
    } else if (this.#management.state === 'off') {
      const { position } = this.#management
      const proved = () => void this.#management.acknowledgeUpTo(position)
      this.#iqs
        .ask(ping.type, ping.encode(), { to: domainOf(this.#options.account) }, iq => stream.writeElement(iq))
        .then(proved, error => error instanceof RequestError && error.kind === 'stanza-error' && proved())
    }
  }

  #preferService(service: string | undefined): void {
    if (service === undefined || service === this.#services[0]) return
    this.#services = [service, ...this.#services.filter(other => other !== service)]
  }
}

const isSecure = (service: string) => service.startsWith('wss:') || isLoopback(service)
