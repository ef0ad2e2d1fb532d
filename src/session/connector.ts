import type { BareJid } from '../xmpp/jid.ts'
import { localOf } from '../xmpp/jid.ts'
import { Attempt } from './attempt.ts'
import type { Environment } from './environment.ts'
import type { Failure } from './failure.ts'
import type { Keyring } from './keyring.ts'
import { type Established, negotiate } from './negotiation.ts'
import { TokenRejected } from './sasl2.ts'
import { isSecure } from './service-url.ts'
import { Stream, type StreamHooks } from './stream.ts'
import type { StreamManagement } from './stream-management.ts'

export interface ConnectorContext {
  readonly account: BareJid
  readonly deviceId: string
  /** The resource to ask for. */
  readonly resource: string
  readonly keyring: Keyring
  readonly management: StreamManagement
  readonly environment: Environment
  /** Milliseconds without a word from the server after which an attempt is given up. */
  readonly deadline: number
  /** Called in the same breath as the server's word; what happens next goes to `live`. */
  readonly onEstablished: (stream: Stream, result: Established) => void
  readonly live: StreamHooks
  readonly onFailed: (failure: Failure) => void
}

/** Makes one attempt after the other, and remembers between them what has worked. */
export class Connector {
  readonly #context: ConnectorContext
  #services: readonly string[]
  #mayPipeline = true
  #attempt: Attempt | undefined

  constructor(services: readonly string[], context: ConnectorContext) {
    this.#services = services
    this.#context = context
  }

  get services(): readonly string[] {
    return this.#services
  }

  try(): void {
    const { environment, deadline } = this.#context
    let isAuthenticated = false
    const attempt = new Attempt({
      services: this.#services,
      environment,
      deadline,
      begin: (service, hooks) =>
        this.#begin(service, hooks, {
          onAuthenticated: () => {
            isAuthenticated = true
          },
          onEstablished: (stream, result) => {
            this.#preferService(service)
            attempt.established(this.#context.live)
            this.#context.onEstablished(stream, result)
          },
        }),
      onFailed: failure => this.#failed(failure, isAuthenticated),
    })
    this.#attempt = attempt
    attempt.start()
  }

  cancel(): void {
    this.#attempt?.cancel()
  }

  #begin(service: string, hooks: StreamHooks, { onAuthenticated, onEstablished }: Progress): Stream {
    const { account, deviceId, resource, keyring, management, environment } = this.#context
    const stream = new Stream(account, hooks, environment.log)
    negotiate(stream, {
      signIn: keyring.signIn(localOf(account) ?? '', isSecure(service)),
      token: keyring.token(),
      deviceId,
      resource,
      management,
      mayPipeline: this.#mayPipeline,
      onAuthenticated,
      onScramSecret: scram => keyring.keep({ scram }),
      onToken: fast => keyring.keep({ fast }),
      onEstablished: result => onEstablished(stream, result),
    })
    stream.begin(service)
    return stream
  }

  #failed(failure: Failure, wasAuthenticated: boolean): void {
    const { keyring, onFailed } = this.#context
    if (failure instanceof TokenRejected) {
      keyring.dropToken()
      this.try()
    } else if (wasAuthenticated && this.#mayPipeline && failure.reason === 'other') {
      // Perhaps a server that wants every permission waited for: once more, step by step.
      this.#mayPipeline = false
      this.try()
    } else {
      onFailed(keyring.explain(failure))
    }
  }

  #preferService(service: string): void {
    this.#services = [service, ...this.#services.filter(other => other !== service)]
  }
}

interface Progress {
  readonly onAuthenticated: () => void
  readonly onEstablished: (stream: Stream, result: Established) => void
}
