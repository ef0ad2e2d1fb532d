import type { Environment } from './environment.ts'
import { Failure } from './failure.ts'
import type { SignIn } from './sasl/choose.ts'
import type { FastToken } from './sasl2.ts'
import type { KeptSecret, SessionOptions } from './session.ts'

/** What proves who we are, and what the server gives us to prove it with next time. */
export class Keyring {
  readonly #options: SessionOptions
  readonly #environment: Environment
  #scramSeen: boolean
  #secret: KeptSecret

  constructor(options: SessionOptions, environment: Environment) {
    this.#options = options
    this.#environment = environment
    this.#scramSeen = options.scramSeen
    this.#secret = options.credentials.kind === 'kept' ? options.credentials.secret : {}
  }

  signIn(username: string, secure: boolean): SignIn {
    const { credentials } = this.#options
    return {
      username,
      credentials: credentials.kind === 'kept' ? { kind: 'kept', secret: this.#secret } : credentials,
      scramSeen: this.#scramSeen,
      secure,
    }
  }

  token(): FastToken | undefined {
    const { fast } = this.#secret
    return fast?.expiry !== undefined && fast.expiry <= this.#environment.now() ? undefined : fast
  }

  keep(news: KeptSecret): void {
    if (news.scram) this.#scramSeen = true
    this.#secret = { ...this.#secret, ...news }
    this.#tell()
  }

  /** The server refused it: nobody should try it again. */
  dropToken(): void {
    const { fast: _rejected, ...rest } = this.#secret
    this.#secret = rest
    this.#tell()
  }

  /** A kept secret that no longer fits is not a wrong password. */
  explain(failure: Failure): Failure {
    const isOutdated = this.#options.credentials.kind === 'kept' && failure.reason === 'not-authorized'
    return isOutdated
      ? new Failure('credentials-expired', failure.isFinal, failure.serverText, failure.condition)
      : failure
  }

  #tell(): void {
    try {
      this.#options.onSecret(this.#secret)
    } catch (error) {
      this.#environment.log('a secret could not be kept', error)
    }
  }
}
