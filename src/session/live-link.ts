import { type Element, xml } from '@xmpp/xml'
import type { Timestamp } from '../lib/time.ts'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import { RequestError } from '../xmpp/request.ts'
import { ping } from '../xmpp/xep/0199-ping.ts'
import { isNamed } from '../xmpp/xml.ts'
import type { Acknowledger } from './acknowledger.ts'
import type { Environment } from './environment.ts'
import { Failure } from './failure.ts'
import type { IqTracker } from './iq-tracker.ts'
import { type LinkTiming, LinkWatch } from './link-watch.ts'
import { NS } from './namespaces.ts'
import type { Stream } from './stream.ts'
import type { StreamManagement } from './stream-management.ts'

const STANZAS: ReadonlySet<string> = new Set(['iq', 'message', 'presence'])
/** After a sign-in the roster may come as one frame that a slow line needs long for. */
const LOADING_TIME = 60_000

/** What a link needs of its session, which outlives it. */
export interface LinkContext {
  readonly account: BareJid
  readonly management: StreamManagement
  readonly acknowledger: Acknowledger
  readonly iqs: IqTracker
  readonly environment: Environment
  readonly timing: LinkTiming
  readonly receive: (stanza: Element) => void
}

/** One established stream: what goes out over it, what comes in, and whether it lives. */
export class LiveLink {
  readonly #stream: Stream
  readonly #context: LinkContext
  readonly #watch: LinkWatch
  readonly bornAt: Timestamp

  constructor(stream: Stream, context: LinkContext) {
    this.#stream = stream
    this.#context = context
    this.bornAt = context.environment.now()
    this.#watch = new LinkWatch(
      {
        ask: () => this.#askForProof(),
        onDead: () => stream.lose(new Failure('timeout', false)),
        isLoading: () => context.iqs.isWaiting && context.environment.now() - this.bornAt < LOADING_TIME,
      },
      context.environment,
      context.timing,
    )
    stream.receive = element => this.#take(element)
  }

  get heardAt(): Timestamp {
    return this.#watch.heardAt
  }

  heard(): void {
    this.#watch.heard()
  }

  check(): void {
    this.#watch.check()
  }

  /** Sends a stanza and keeps it until the server has proved that it took it. */
  send(text: string, messageId?: string): void {
    this.#context.management.queue(text, messageId)
    this.sendAgain(text)
  }

  /** Sends a stanza that is kept already. */
  sendAgain(text: string): void {
    this.#stream.writeText(text)
    this.#watch.sent()
  }

  sendAcknowledgement(): void {
    const { management } = this.#context
    if (management.state !== 'on') return
    this.#stream.writeElement(xml('a', { xmlns: NS.streamManagement, h: management.stored }))
  }

  finish(): void {
    this.#stream.finish()
  }

  /** Nothing more is heard of it or sent over it. */
  drop(): void {
    this.#watch.stop()
    this.#stream.drop()
  }

  /** Everything that arrives, in the order of the wire. */
  #take(element: Element): void {
    const { management, acknowledger, environment, receive } = this.#context
    if (STANZAS.has(element.name) && element.getNS() === NS.client) {
      // Whatever becomes of it: a stanza that is not counted comes again after each resumption.
      management.countReceived()
      receive(element)
    } else if (isNamed(element, 'r', NS.streamManagement)) {
      acknowledger.asked()
    } else if (isNamed(element, 'a', NS.streamManagement)) {
      if (!management.acknowledge(element)) environment.log('an acknowledgement that cannot be')
    } else if (isNamed(element, 'enabled', NS.streamManagement)) {
      management.enabled(element)
      if (management.waiting > 0) this.#watch.check()
    } else if (isNamed(element, 'failed', NS.streamManagement)) {
      management.refused()
    }
  }

  /** `<r/>`; where the server has no stream management, a ping: what it answers it has read, and all before it. */
  #askForProof(): void {
    const { management, iqs, account } = this.#context
    if (management.state === 'on') {
      this.#stream.writeElement(xml('r', { xmlns: NS.streamManagement }))
    } else if (management.state === 'off') {
      const { position } = management
      const proved = () => void management.acknowledgeUpTo(position)
      iqs
        .ask(ping.type, ping.encode(), { to: domainOf(account) }, iq => this.#stream.writeElement(iq))
        .then(proved, error => error instanceof RequestError && error.kind === 'stanza-error' && proved())
    }
  }
}
