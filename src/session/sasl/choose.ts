// Which mechanism to use: the best that both sides know, never a weaker one than this account has used before.
import type { Credentials } from '../session.ts'
import { type Mechanism, SaslRefusal } from './mechanism.ts'
import { createPlain } from './plain.ts'
import { createScram, type ScramHash, type ScramMechanism } from './scram.ts'

const BEST_FIRST: readonly ScramHash[] = ['SHA-512', 'SHA-256', 'SHA-1']

export interface SignIn {
  readonly username: string
  readonly credentials: Credentials
  /** True once this account has used SCRAM from this device (T47). */
  readonly scramSeen: boolean
  /** TLS, or a server on this machine. */
  readonly secure: boolean
}

/**
 * @throws SaslRefusal `secret-outdated` when a kept secret fits no offer, `no-mechanism` when nothing acceptable is offered.
 */
export function chooseMechanism(signIn: SignIn, offered: ReadonlySet<string>): Mechanism | ScramMechanism {
  const { username, credentials } = signIn
  if (credentials.kind === 'kept') {
    const keys = credentials.secret.scram
    if (!keys || !offered.has(`SCRAM-${keys.hash}`)) throw new SaslRefusal('secret-outdated')
    return createScram(keys.hash, username, { keys })
  }
  const hash = BEST_FIRST.find(candidate => offered.has(`SCRAM-${candidate}`))
  if (hash) return createScram(hash, username, { password: credentials.password })
  if (offered.has('PLAIN') && signIn.secure && !signIn.scramSeen) {
    return createPlain(username, credentials.password)
  }
  throw new SaslRefusal('no-mechanism')
}
