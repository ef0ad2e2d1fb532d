import type { Element } from '@xmpp/xml'
import type { StanzaError } from './error.ts'

/**
 * One iq exchange as a value: how its question is written, how its answer is read.
 * `decode` gets the whole `<iq type='result'>` and answers undefined when the result is not of the
 * promised form; the session turns that into a RequestError 'malformed-result'.
 */
export interface Request<Params, Result> {
  readonly type: 'get' | 'set'
  encode(params: Params): Element
  decode(iq: Element): Result | undefined
}

/** The answer was an error, did not come (`timeout`), could not come (`disconnected`), or was not of the promised form. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  constructor(
    readonly kind: 'disconnected' | 'malformed-result' | 'stanza-error' | 'timeout',
    readonly stanzaError?: StanzaError,
  ) {
    super(stanzaError ? `${kind}: ${stanzaError.condition}` : kind)
  }
}
