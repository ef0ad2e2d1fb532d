import type { Element } from '@xmpp/xml'
import { childText, elements, localName } from '../xmpp/xml.ts'
import type { EndReason } from './events.ts'
import { NS } from './namespaces.ts'
import { SaslRefusal } from './sasl/mechanism.ts'

/** Why a link could not be made or was lost. */
export class Failure extends Error {
  override readonly name = 'Failure'
  constructor(
    readonly reason: EndReason,
    /** True when another attempt would end the same way. */
    readonly isFinal: boolean,
    /** What the server said about it: plain, possibly hostile. */
    readonly serverText?: string,
    /** The defined condition of a SASL or stream error. */
    readonly condition?: string,
  ) {
    super(condition ?? reason)
  }
}

// RFC 6120 §4.9.3: after these another attempt would end the same way, or start a fight.
const FINAL_STREAM_ERRORS: ReadonlyMap<string, EndReason> = new Map([
  ['conflict', 'conflict'],
  ['not-authorized', 'not-authorized'],
  ['policy-violation', 'policy-violation'],
  ['unsupported-version', 'other'],
])

// These may pass, as everything else may that is not named here (system-shutdown, reset, connection-timeout …).
// see-other-host is never followed: it would hand our proof to whomever the server names.
const PASSING_STREAM_ERRORS: ReadonlyMap<string, EndReason> = new Map([
  ['host-gone', 'host-unreachable'],
  ['host-unknown', 'host-unreachable'],
])

// RFC 6120 §6.5.
const SASL_ERRORS: ReadonlyMap<string, EndReason> = new Map([
  ['account-disabled', 'account-disabled'],
  ['credentials-expired', 'credentials-expired'],
  ['not-authorized', 'not-authorized'],
  ['invalid-authzid', 'not-authorized'],
  // What old servers say of a wrong password in an odd encoding.
  ['malformed-request', 'not-authorized'],
  ['encryption-required', 'tls'],
  ['temporary-auth-failure', 'other'],
])

export function streamFailure(error: Element): Failure {
  const condition = conditionOf(error, NS.streamErrors)
  const reason = FINAL_STREAM_ERRORS.get(condition) ?? PASSING_STREAM_ERRORS.get(condition) ?? 'other'
  return new Failure(reason, FINAL_STREAM_ERRORS.has(condition), textOf(error, NS.streamErrors), condition)
}

export function saslFailure(failure: Element): Failure {
  const condition = conditionOf(failure, NS.sasl)
  const isFinal = condition !== 'temporary-auth-failure'
  const text = textOf(failure, NS.sasl) ?? textOf(failure, NS.sasl2)
  return new Failure(SASL_ERRORS.get(condition) ?? 'other', isFinal, text, condition)
}

/** What our own side threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof SaslRefusal) {
    const reason = error.problem === 'secret-outdated' ? 'credentials-expired' : 'other'
    return new Failure(reason, true, undefined, error.problem)
  }
  return new Failure('other', false)
}

function conditionOf(error: Element, xmlns: string): string {
  const condition = elements(error).find(child => child.getNS() === xmlns && localName(child) !== 'text')
  return condition ? localName(condition) : 'undefined-condition'
}

const textOf = (error: Element, xmlns: string) => childText(error, 'text', xmlns) || undefined
