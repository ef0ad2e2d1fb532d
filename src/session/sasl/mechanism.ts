import type { Bytes } from './bytes.ts'

/** One SASL exchange (RFC 4422), seen from the client. Each object serves one exchange. */
export interface Mechanism {
  readonly name: string
  start(): Bytes | Promise<Bytes>
  /** @throws SaslRefusal */
  respond(challenge: Bytes): Promise<Bytes>
  /**
   * Looks at what came with the success, at once: stanzas may follow in the same breath.
   * @throws SaslRefusal when the server has not proved that it knows our secret too.
   */
  verify(additionalData: Bytes | undefined): void
}

/** We refuse to go on; what the server did is in `problem`. */
export class SaslRefusal extends Error {
  override readonly name = 'SaslRefusal'
  constructor(
    readonly problem: 'no-mechanism' | 'secret-outdated' | 'server-not-proved' | 'weak-iterations',
  ) {
    super(problem)
  }
}
