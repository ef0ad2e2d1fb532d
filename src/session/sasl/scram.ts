// RFC 5802 and RFC 7677: SCRAM without channel binding, which no browser offers.
import type { KeptSecret } from '../session.ts'
import { type Bytes, fromBase64, fromUtf8, hmac, sameBytes, toBase64, utf8 } from './bytes.ts'
import { type Mechanism, SaslRefusal } from './mechanism.ts'
import { preparePassword } from './prepare-password.ts'

export type ScramSecret = NonNullable<KeptSecret['scram']>
export type ScramHash = ScramSecret['hash']

/** What we answer a challenge with: a password that keys are derived from, or the keys themselves. */
export type ScramSource = { readonly password: string } | { readonly keys: ScramSecret }

// RFC 7677 §4 asks for at least 4096; beyond the upper bound a server could keep us busy for minutes.
const FEWEST_ITERATIONS = 4_096
const MOST_ITERATIONS = 1_000_000

const HASH_BITS: Readonly<Record<ScramHash, number>> = { 'SHA-1': 160, 'SHA-256': 256, 'SHA-512': 512 }
const GS2_HEADER = 'n,,'

export interface ScramMechanism extends Mechanism {
  /** The keys that were used, once `verify` has passed. */
  readonly secret: ScramSecret | undefined
}

/** @param nonce only tests give one */
export function createScram(
  hash: ScramHash,
  username: string,
  source: ScramSource,
  nonce = toBase64(crypto.getRandomValues(new Uint8Array(18))),
): ScramMechanism {
  const firstBare = `n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`
  let used: ScramSecret | undefined
  let serverSignature: Bytes | undefined
  let verified = false

  function verify(data: Bytes | undefined): void {
    const given = fromBase64(readFields(data).get('v') ?? '')
    if (!given || !serverSignature || !sameBytes(given, serverSignature)) {
      throw new SaslRefusal('server-not-proved')
    }
    verified = true
  }

  return {
    name: `SCRAM-${hash}`,
    start: () => utf8(GS2_HEADER + firstBare),
    async respond(challenge) {
      if (serverSignature) {
        // RFC 5802 §5: the server's last word may come as one more challenge.
        verify(challenge)
        return utf8('')
      }
      const fields = readFields(challenge)
      const combined = fields.get('r') ?? ''
      const salt = fields.get('s') ?? ''
      const iterations = Number(/^[1-9]\d{0,8}$/.exec(fields.get('i') ?? '')?.[0])
      if (!combined.startsWith(nonce) || combined.length === nonce.length || fields.has('m')) {
        throw new SaslRefusal('server-not-proved')
      }
      if (!(iterations >= FEWEST_ITERATIONS && iterations <= MOST_ITERATIONS)) {
        throw new SaslRefusal('weak-iterations')
      }
      const secret = await secretFor(hash, source, salt, iterations)
      const withoutProof = `c=${toBase64(utf8(GS2_HEADER))},r=${combined}`
      const authMessage = `${firstBare},${fromUtf8(challenge)},${withoutProof}`
      const storedKey = new Uint8Array(await crypto.subtle.digest(hash, secret.clientKey as Bytes))
      const signature = await hmac(hash, storedKey, authMessage)
      serverSignature = await hmac(hash, secret.serverKey, authMessage)
      used = secret
      const proof = secret.clientKey.map((byte, i) => byte ^ (signature[i] ?? 0))
      return utf8(`${withoutProof},p=${toBase64(proof)}`)
    },
    verify(data) {
      if (!verified) verify(data)
    },
    get secret() {
      return verified ? used : undefined
    },
  }
}

async function secretFor(hash: ScramHash, source: ScramSource, salt: string, iterations: number) {
  if ('password' in source) return deriveSecret(hash, source.password, salt, iterations)
  const { keys } = source
  if (keys.salt !== salt || keys.iterations !== iterations) throw new SaslRefusal('secret-outdated')
  return keys
}

async function deriveSecret(
  hash: ScramHash,
  password: string,
  salt: string,
  iterations: number,
): Promise<ScramSecret> {
  const saltBytes = fromBase64(salt)
  if (!saltBytes?.length) throw new SaslRefusal('server-not-proved')
  const key = await crypto.subtle.importKey('raw', utf8(preparePassword(password)), 'PBKDF2', false, [
    'deriveBits',
  ])
  const parameters = { name: 'PBKDF2', hash, salt: saltBytes, iterations }
  const salted = new Uint8Array(await crypto.subtle.deriveBits(parameters, key, HASH_BITS[hash]))
  const [clientKey, serverKey] = await Promise.all([
    hmac(hash, salted, 'Client Key'),
    hmac(hash, salted, 'Server Key'),
  ])
  return { hash, salt, iterations, clientKey, serverKey }
}

/** `a=1,b=2`; of a repeated field the first counts. */
function readFields(message: Bytes | undefined): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const field of safeText(message).split(',')) {
    const name = field.slice(0, field.indexOf('='))
    if (name && !fields.has(name)) fields.set(name, field.slice(name.length + 1))
  }
  return fields
}

function safeText(bytes: Bytes | undefined): string {
  try {
    return bytes ? fromUtf8(bytes) : ''
  } catch {
    return ''
  }
}
