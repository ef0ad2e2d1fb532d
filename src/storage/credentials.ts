// T44: what proves who we are lies on the disk only under a key that scripts can use but never read.
import type { BareJid } from '../xmpp/jid.ts'

const ALGORITHM = 'AES-GCM'

/** A secret and the key that opens it; IndexedDB stores the key as an object without showing its bytes to anybody. */
export interface SealedSecret {
  readonly key: CryptoKey
  readonly iv: Uint8Array
  readonly data: ArrayBuffer
}

/** WebCrypto exists only on secure origins. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined

/** Bound to the account, so that a sealed secret moved into another account's database does not open. */
const purpose = (account: BareJid) => new TextEncoder().encode(`whereabouts secret of ${account}`)

/** A new key for each secret: the old one opens nothing any more. */
export async function seal(account: BareJid, secret: Uint8Array): Promise<SealedSecret> {
  const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const parameters = { name: ALGORITHM, iv, additionalData: purpose(account) }
  return { key, iv, data: await crypto.subtle.encrypt(parameters, key, new Uint8Array(secret)) }
}

/** The secret, or undefined when this is not one, or was tampered with. */
export async function unseal(account: BareJid, row: unknown): Promise<Uint8Array | undefined> {
  if (!canSeal() || typeof row !== 'object' || row === null) return undefined
  if (!('key' in row) || !('iv' in row) || !('data' in row)) return undefined
  const { key, iv, data } = row
  if (!(key instanceof CryptoKey) || !(iv instanceof Uint8Array) || !(data instanceof ArrayBuffer))
    return undefined
  const parameters = { name: ALGORITHM, iv: new Uint8Array(iv), additionalData: purpose(account) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, data))
  } catch {
    return undefined
  }
}
