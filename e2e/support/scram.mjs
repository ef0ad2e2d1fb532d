import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

/** The client's half of SCRAM (RFC 5802, 7677), best first. */
export const SCRAM_MECHANISMS = ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1']

/**
 * @param {string} mechanism
 * @param {string} user
 * @param {string} password
 */
export function scramClient(mechanism, user, password) {
  const digest = scramDigest(mechanism)
  const nonce = randomBytes(18).toString('base64')
  const bare = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`
  let serverSignature = Buffer.alloc(0)

  return {
    first: `n,,${bare}`,
    /** The answer to the server's challenge. @param {string} challenge */
    final(challenge) {
      const { r = '', s = '', i = '' } = scramFields(challenge)
      if (!r.startsWith(nonce)) throw new Error('The server changed our nonce.')
      const salted = saltPassword(digest, password, Buffer.from(s, 'base64'), Number(i))
      const withoutProof = `c=biws,r=${r}`
      const keys = scramKeys(digest, salted, `${bare},${challenge},${withoutProof}`)
      serverSignature = keys.serverSignature
      return `${withoutProof},p=${xor(keys.clientKey, keys.clientSignature).toString('base64')}`
    },
    /** Throws unless the server knew the password too. @param {string} message */
    verify(message) {
      const given = Buffer.from(scramFields(message)['v'] ?? '', 'base64')
      if (given.length !== serverSignature.length || !timingSafeEqual(given, serverSignature)) {
        throw new Error('The server signature is wrong.')
      }
    },
  }
}

/** `SCRAM-SHA-256` as node:crypto calls its hash. @param {string} mechanism */
export const scramDigest = mechanism => mechanism.slice('SCRAM-'.length).replace('-', '').toLowerCase()

/**
 * @param {string} digest
 * @param {string} password
 * @param {Buffer} salt
 * @param {number} iterations
 */
export function saltPassword(digest, password, salt, iterations) {
  return pbkdf2Sync(password.normalize('NFKC'), salt, iterations, hash(digest, '').length, digest)
}

/**
 * @param {string} digest
 * @param {Buffer} salted
 * @param {string} authMessage
 */
export function scramKeys(digest, salted, authMessage) {
  const clientKey = hmac(digest, salted, 'Client Key')
  return {
    clientKey,
    clientSignature: hmac(digest, hash(digest, clientKey), authMessage),
    serverSignature: hmac(digest, hmac(digest, salted, 'Server Key'), authMessage),
  }
}

/**
 * `a=1,b=2` as an object.
 * @param {string} message
 * @returns {Record<string, string>}
 */
export function scramFields(message) {
  return Object.fromEntries(message.split(',').map(part => [part.slice(0, 1), part.slice(2)]))
}

/** @param {Buffer} a @param {Buffer} b */
export const xor = (a, b) => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)))

/** @param {string} digest @param {string | Buffer} key @param {string} text */
export const hmac = (digest, key, text) => createHmac(digest, key).update(text).digest()

/** @param {string} digest @param {string | Buffer} data */
const hash = (digest, data) => createHash(digest).update(data).digest()
