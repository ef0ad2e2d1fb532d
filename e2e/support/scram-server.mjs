import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { saltPassword, scramDigest, scramFields, scramKeys, xor } from './scram.mjs'

/**
 * The server's half of SCRAM, for one sign-in.
 * @param {string} mechanism such as SCRAM-SHA-256
 * @param {string} password
 * @param {{ iterations?: number, nonce?: (client: string) => string }} [options] what a bad server changes
 */
export function scramServer(
  mechanism,
  password,
  { iterations = 4096, nonce = client => client + ownNonce() } = {},
) {
  const digest = scramDigest(mechanism)
  // The same at each sign-in, as with any server: a client may keep keys made with it.
  const salt = createHash('sha256').update(password).digest().subarray(0, 16)
  let clientFirst = ''
  let challenge = ''

  return {
    /** @param {string} message the client's first one, with its GS2 header */
    challenge(message) {
      clientFirst = message.replace(/^[^,]*,[^,]*,/, '')
      challenge = `r=${nonce(scramFields(clientFirst)['r'] ?? '')},s=${salt.toString('base64')},i=${iterations}`
      return challenge
    },
    /**
     * @param {string} message the client's final one
     * @returns {string | undefined} `v=…`, or nothing if the proof is wrong
     */
    finish(message) {
      const withoutProof = message.replace(/,p=.*$/, '')
      const proof = Buffer.from(scramFields(message)['p'] ?? '', 'base64')
      const salted = saltPassword(digest, password, salt, iterations)
      const keys = scramKeys(digest, salted, `${clientFirst},${challenge},${withoutProof}`)
      const claimed = createHash(digest).update(xor(proof, keys.clientSignature)).digest()
      const known = createHash(digest).update(keys.clientKey).digest()
      if (!timingSafeEqual(claimed, known)) return undefined
      return `v=${keys.serverSignature.toString('base64')}`
    },
  }
}

const ownNonce = () => randomBytes(12).toString('base64url')
