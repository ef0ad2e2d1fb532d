import type { Config } from '../../account/config.ts'
import { readAddress, type SignInFailure, type SignInForm } from '../../account/sign-in.ts'
import { signInFailureWords as text } from '../../i18n/sign-in-failure-words.ts'
import { domainOf, parseBareJid } from '../../xmpp/jid.ts'
import { isLoopback } from './loopback.ts'

export type SignInField = 'address' | 'password' | 'server'

/** Why there was no sign-in, as the form says it. */
export interface Failure {
  /** `data-error` of the form. */
  readonly error: string
  /** What happened, and what next. */
  readonly message: string
  /** The server's own words. */
  readonly serverText?: string
  /** The field to mend and what is wrong with it; without one nothing in the form is wrong. */
  readonly field?: SignInField
  readonly note?: string
  /** Whether the Server URL may be the cure. */
  readonly advanced?: boolean
}

/** What can be said before asking any server. */
export function checkForm(form: SignInForm, config: Config): Failure | undefined {
  const address = { error: 'invalid-address', field: 'address' } as const
  if (form.address.trim() === '') {
    return { ...address, message: text.missing.address, note: text.missing.addressField }
  }
  if (!readAddress(form.address, config)) {
    const domain = config.locked && parseBareJid(form.address.trim()) ? config.defaultDomain : undefined
    return domain === undefined
      ? { ...address, message: text.invalidAddress, note: text.invalidAddressField }
      : { ...address, message: text.otherDomain(domain), note: text.otherDomainField(domain) }
  }
  if (form.password === '') {
    return {
      error: 'not-authorized',
      message: text.missing.password,
      field: 'password',
      note: text.missing.passwordField,
    }
  }
  if (!config.locked && !isSecureUrl(form.serverUrl.trim())) {
    return {
      error: 'no-websocket',
      message: text.invalidServerUrl,
      field: 'server',
      note: text.invalidServerUrlField,
      advanced: true,
    }
  }
  return undefined
}

/** Empty, `wss:`, or `ws:` on this computer. What exactly is allowed the session decides. */
function isSecureUrl(url: string): boolean {
  if (url === '') return true
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'wss:' || (protocol === 'ws:' && isLoopback(hostname))
}

/** What a server, or its absence, answered. */
export function describeFailure(result: SignInFailure, form: SignInForm): Failure {
  const { reason } = result
  const domain = result.domain || domainText(form.address)
  return {
    error: dataErrors[reason] ?? reason,
    message:
      reason === 'invalid-address' && !result.domain ? text.invalidAddress : text.failures[reason](domain),
    // About a password servers speak of protocols; about their policy only they can speak.
    ...(result.text === undefined || reason === 'not-authorized' ? {} : { serverText: result.text }),
    ...fieldOf(reason, form.serverUrl.trim() !== ''),
    advanced: unreachable.has(reason),
  }
}

/** The rarer reasons count among the ones that the form promises. */
const dataErrors: Partial<Record<SignInFailure['reason'], string>> = {
  'account-disabled': 'not-authorized',
  'credentials-expired': 'not-authorized',
  conflict: 'other',
}

const unreachable: ReadonlySet<string> = new Set(['host-unreachable', 'no-websocket', 'timeout', 'tls'])

function fieldOf(
  reason: SignInFailure['reason'],
  hasServerUrl: boolean,
): { field?: SignInField; note?: string } {
  switch (reason) {
    case 'not-authorized':
    case 'credentials-expired':
      return { field: 'password', note: text.fieldNotes[reason] }
    case 'account-disabled':
    case 'invalid-address':
      return { field: 'address', note: text.fieldNotes[reason] }
    case 'host-unreachable':
    case 'no-websocket':
    case 'timeout':
    case 'tls':
      return { field: hasServerUrl ? 'server' : 'address', note: text.fieldNotes[reason] }
    default:
      return {}
  }
}

function domainText(address: string): string {
  const jid = parseBareJid(address.trim())
  return jid ? domainOf(jid) : address.trim()
}
