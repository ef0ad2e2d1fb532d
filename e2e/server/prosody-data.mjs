import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Prosody's internal storage is one Lua file a user and store, read when it is needed: writing the files ourselves
 * makes 10,000 contacts in a second, before the server runs and while it does.
 *
 * @typedef {'SHA-1' | 'SHA-256'} PasswordHash
 * @typedef {{ jid: string, name?: string, groups?: string[], subscription?: 'both' | 'to' | 'from' | 'none',
 *   ask?: 'subscribe' }} RosterItem
 * @typedef {{ salt: string, stored_key: string, server_key: string, iteration_count: number }} Credentials
 */

/** Low on purpose: a test signs in hundreds of times. RFC 5802 asks for 4096 at least, and the app insists on it. */
const ITERATIONS = 4096

/**
 * What SCRAM keeps of a password (RFC 5802 §3).
 * @param {string} password
 * @param {PasswordHash} hash
 * @returns {Credentials}
 */
export function scramCredentials(password, hash) {
  const digest = hash.replace('-', '').toLowerCase()
  const salt = randomBytes(12).toString('hex')
  const length = hash === 'SHA-1' ? 20 : 32
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, length, digest)
  const hmac = (/** @type {string} */ text) => createHmac(digest, salted).update(text).digest()
  return {
    salt,
    stored_key: createHash(digest).update(hmac('Client Key')).digest('hex'),
    server_key: hmac('Server Key').toString('hex'),
    iteration_count: ITERATIONS,
  }
}

/**
 * @param {string} dataPath
 * @param {string} jid bare
 * @param {Credentials} credentials
 */
export async function writeAccount(dataPath, jid, credentials) {
  await writeStore(dataPath, jid, 'accounts', credentials)
}

/**
 * Replaces a user's whole roster. A session that is already online sees it at its next sign-in.
 * @param {string} dataPath
 * @param {string} jid bare
 * @param {RosterItem[]} items
 * @param {string[]} [pendingIn] addresses that wait for this user's approval
 */
export async function writeRoster(dataPath, jid, items, pendingIn = []) {
  const pending = Object.fromEntries(pendingIn.map(from => [from, true]))
  /** @type {[unknown, unknown][]} */
  const entries = [[false, { version: 1, pending }]]
  for (const { jid: contact, name, groups = [], subscription = 'both', ask } of items) {
    entries.push([
      contact,
      { subscription, name, ask, groups: Object.fromEntries(groups.map(g => [g, true])) },
    ])
  }
  await writeStore(dataPath, jid, 'roster', new Map(entries))
}

/**
 * @param {string} dataPath
 * @param {string} jid
 * @param {string} store
 * @param {unknown} value
 */
async function writeStore(dataPath, jid, store, value) {
  const [user = '', host = ''] = jid.split('@')
  const file = join(dataPath, encodePath(host), store, `${encodePath(user)}.dat`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `return ${lua(value)};\n`)
}

/** Prosody's own rule (util.datamanager): every byte that is not a letter or digit becomes %xx. */
const encodePath = (/** @type {string} */ text) =>
  [...Buffer.from(text)]
    .map(byte => String.fromCharCode(byte))
    .map(char => (/[a-zA-Z0-9]/.test(char) ? char : `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .join('')

/**
 * A value as Lua source.
 * @param {unknown} value
 * @returns {string}
 */
export function lua(value) {
  if (typeof value === 'string') return luaString(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `{${value.map(lua).join(';')}}`
  if (value && typeof value === 'object') {
    const entries = value instanceof Map ? [...value] : Object.entries(value)
    return `{${entries
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `[${lua(key)}]=${lua(item)}`)
      .join(';')}}`
  }
  throw new TypeError(`No Lua for ${typeof value}`)
}

/** Lua takes UTF-8 as it is; only what would end the string is escaped. */
const luaString = (/** @type {string} */ text) =>
  `"${text.replace(/["\\\n\r\0]/g, char => `\\${char.charCodeAt(0).toString().padStart(3, '0')}`)}"`
