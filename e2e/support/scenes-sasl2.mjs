import { randomBytes, timingSafeEqual } from 'node:crypto'
import { decode, encode, openStream, serveSession } from './scenes.mjs'
import { hmac } from './scram.mjs'
import { scramServer } from './scram-server.mjs'
import { tag } from './xml.mjs'

/**
 * A server of today: SASL2 (XEP-0388), Bind 2 (0386), FAST (0484) and stream management inline, in one round trip.
 *
 * @typedef {import('./wire.mjs').Wire} Wire
 * @typedef {import('@xmpp/xml').Element} Element
 * @typedef {import('./scenes.mjs').Account} Account
 * @typedef {{ id: string, jid: string, handled: number }} Session
 */

const SASL2 = 'urn:xmpp:sasl:2'
const BIND2 = 'urn:xmpp:bind:0'
const FAST = 'urn:xmpp:fast:0'
const SM = 'urn:xmpp:sm:3'
const TOKEN_MECHANISM = 'HT-SHA-256-NONE'
const DAY = 86_400_000

/**
 * One account's server-side state, for as many connections as a test makes.
 * @param {Account} account
 * @param {{ roster?: string, next?: (peer: Wire, resumed: boolean) => void | Promise<void> }} [options]
 */
export function modernServer(account, { roster = '', next } = {}) {
  /** @type {Map<string, Session>} by stream management id */
  const sessions = new Map()
  /** The newest one and the one before: a client that lost the answer has only the old one. @type {string[]} */
  let tokens = []
  /** @type {string[]} mechanisms as the client chose them */
  const chosen = []
  const { host, user } = account

  /** @param {Wire} peer */
  async function scene(peer) {
    await openStream(peer, host, features(account.mechanism ?? 'SCRAM-SHA-256'))
    const request = await peer.waitFor(element => element.is('authenticate', SASL2), { timeout: 30_000 })
    const mechanism = request.attrs['mechanism'] ?? ''
    chosen.push(mechanism)
    const proof = await prove(peer, request, mechanism)
    if (proof === undefined)
      return fail(peer, mechanism === TOKEN_MECHANISM ? 'credentials-expired' : 'not-authorized')

    const { session, outcome, resumed } = open(request)
    const content = [
      proof && tag('additional-data', {}, encode(proof)),
      tag('authorization-identifier', {}, session.jid),
      outcome,
      wantsToken(request) ? newToken() : '',
    ]
    serveSession(peer, account, roster, session)
    peer.send(tag('success', { xmlns: SASL2 }, content.join('')))
    if (!resumed) {
      const names = { xmlns: 'jabber:client', 'xmlns:stream': 'http://etherx.jabber.org/streams' }
      peer.send(tag('stream:features', names, tag('sm', { xmlns: SM })))
    }
    await next?.(peer, resumed)
  }

  /**
   * @param {Wire} peer
   * @param {Element} request
   * @param {string} mechanism
   * @returns {Promise<string | Buffer | undefined>} what proves us to the client; nothing if it failed to prove itself
   */
  async function prove(peer, request, mechanism) {
    const initial = Buffer.from(request.getChildText('initial-response', SASL2) ?? '', 'base64')
    if (mechanism === TOKEN_MECHANISM) return proveToken(initial)
    if (mechanism === 'PLAIN') return initial.toString() === `\0${user}\0${account.password}` ? '' : undefined
    const server = scramServer(mechanism, account.password)
    peer.send(tag('challenge', { xmlns: SASL2 }, encode(server.challenge(initial.toString()))))
    const response = await peer.waitFor(element => element.is('response', SASL2))
    return server.finish(decode(response.text()))
  }

  /** XEP-0484 §3.3 and the HT draft. @param {Buffer} initial @returns {Buffer | undefined} */
  function proveToken(initial) {
    const end = initial.indexOf(0)
    const token = tokens.find(candidate =>
      equal(initial.subarray(end + 1), hmac('sha256', candidate, 'Initiator')),
    )
    if (!token || initial.subarray(0, end).toString() !== user) return undefined
    return hmac('sha256', token, 'Responder')
  }

  /** Resumes the session the client names, or makes a new one. @param {Element} request */
  function open(request) {
    const resume = request.getChild('resume', SM)
    const old = sessions.get(resume?.attrs['previd'] ?? '')
    if (old)
      return {
        session: old,
        outcome: tag('resumed', { xmlns: SM, previd: old.id, h: old.handled }),
        resumed: true,
      }
    const bind = request.getChild('bind', BIND2)
    const label = bind?.getChildText('tag', BIND2) ?? 'client'
    const id = randomBytes(6).toString('hex')
    const session = { id, jid: `${user}@${host}/${label}~${id}`, handled: 0 }
    sessions.set(id, session)
    const enabled = bind?.getChild('enable', SM)
      ? tag('enabled', { xmlns: SM, id, resume: 'true', max: 300 })
      : ''
    const failed = resume ? tag('failed', { xmlns: SM }, tag('item-not-found', { xmlns: STANZAS })) : ''
    return { session, outcome: failed + tag('bound', { xmlns: BIND2 }, enabled), resumed: false }
  }

  /** A token is replaced whenever one is used or asked for. @param {Element} request */
  const wantsToken = request =>
    request.getChild('request-token', FAST) || request.attrs['mechanism'] === TOKEN_MECHANISM

  function newToken() {
    const token = randomBytes(16).toString('base64url')
    tokens = [token, ...tokens.slice(0, 1)]
    return tag('token', { xmlns: FAST, token, expiry: new Date(Date.now() + 14 * DAY).toISOString() })
  }

  return {
    scene,
    chosen,
    /** The tokens that still open the door, newest first. */
    tokens: () => tokens,
    /** Forgets every token: the next sign-in with one is refused. */
    revokeTokens: () => {
      tokens = []
    },
    /** Forgets every session: the next resumption fails. */
    forgetSessions: () => sessions.clear(),
  }
}

/** @param {string} mechanism */
function features(mechanism) {
  const inlineBind = [SM, 'urn:xmpp:carbons:2', 'urn:xmpp:csi:0']
    .map(name => tag('feature', { var: name }))
    .join('')
  const inline = [
    tag('sm', { xmlns: SM }),
    tag('bind', { xmlns: BIND2 }, tag('inline', {}, inlineBind)),
    tag('fast', { xmlns: FAST }, tag('mechanism', {}, TOKEN_MECHANISM)),
  ]
  const content = tag('mechanism', {}, mechanism) + tag('inline', {}, inline.join(''))
  return tag('authentication', { xmlns: SASL2 }, content)
}

/** @param {Wire} peer @param {string} condition */
function fail(peer, condition) {
  peer.send(tag('failure', { xmlns: SASL2 }, tag(condition, { xmlns: 'urn:ietf:params:xml:ns:xmpp-sasl' })))
}

/** @param {Buffer} a @param {Buffer} b */
const equal = (a, b) => a.length === b.length && timingSafeEqual(a, b)
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
