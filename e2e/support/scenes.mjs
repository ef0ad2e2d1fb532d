import { scramServer } from './scram-server.mjs'
import { tag } from './xml.mjs'

/**
 * Ready scenes for the scripted server, and the steps they are made of.
 *
 * @typedef {import('./wire.mjs').Wire} Wire
 * @typedef {import('./scripted-server.mjs').Scene} Scene
 * @typedef {{ host: string, user: string, password: string, mechanism?: string }} Account
 */

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing'
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl'
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind'
const STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams'
const SM = 'urn:xmpp:sm:3'

/** Accepts and says nothing. @type {Scene} */
export const silent = () => {}

/** Opens the stream and never says what it can do. @param {string} host @returns {Scene} */
export const noFeatures = host => peer => acceptStream(peer, host)

/**
 * Refuses whatever is tried, for a reason of RFC 6120 §6.5.
 * @param {string} host
 * @param {string} condition such as account-disabled, credentials-expired, not-authorized
 * @param {string} [text] said to people
 * @returns {Scene}
 */
export const refusesSignIn = (host, condition, text) => async peer => {
  await openStream(peer, host, mechanisms('SCRAM-SHA-256', 'PLAIN'))
  await peer.waitFor(element => element.is('auth', SASL))
  const words = text ? tag('text', { 'xml:lang': 'en' }, text) : ''
  peer.send(tag('failure', { xmlns: SASL }, tag(condition, {}) + words))
}

/** Offers no mechanism but the ones named. @param {string} host @param {...string} names @returns {Scene} */
export const offersOnly =
  (host, ...names) =>
  peer =>
    openStream(peer, host, mechanisms(...names))

/** Ends the stream with an error before anything else. @param {string} host @param {string} condition @returns {Scene} */
export const streamErrorAtOnce = (host, condition) => async peer => {
  await acceptStream(peer, host)
  streamError(peer, condition)
}

/** Does not know the password but says it does. @param {Account} account @returns {Scene} */
export const forgesSignature = account => async peer => {
  await openStream(peer, account.host, mechanisms(account.mechanism ?? 'SCRAM-SHA-256'))
  await scram(peer, account, { forge: true })
}

/** Skips the proof altogether: a bare success. @param {Account} account @returns {Scene} */
export const skipsSignature = account => async peer => {
  await openStream(peer, account.host, mechanisms(account.mechanism ?? 'SCRAM-SHA-256'))
  await peer.waitFor(element => element.is('auth', SASL))
  peer.send(tag('success', { xmlns: SASL }))
}

/**
 * Signs the client in, answers its roster request with `roster`, and goes on with `next`.
 * @param {Account} account
 * @param {{ roster?: string, next?: Scene }} [options] roster items as XML
 * @returns {Scene}
 */
export const signsIn =
  (account, { roster = '', next } = {}) =>
  async (peer, index) => {
    const { host } = account
    await openStream(peer, host, mechanisms(account.mechanism ?? 'SCRAM-SHA-256'))
    await scram(peer, account)
    await openStream(peer, host, tag('bind', { xmlns: BIND }) + tag('sm', { xmlns: SM }))
    await bind(peer, account)
    serveSession(peer, account, roster)
    await next?.(peer, index)
  }

/** @param {Wire} peer @param {string} condition of RFC 6120 §4.9.3 @param {string} [text] */
export function streamError(peer, condition, text) {
  const words = text ? tag('text', { xmlns: STREAMS }, text) : ''
  const content = tag(condition, { xmlns: STREAMS }) + words
  peer.send(tag('stream:error', { 'xmlns:stream': 'http://etherx.jabber.org/streams' }, content))
  peer.send(tag('close', { xmlns: FRAMING }))
  peer.socket.close()
}

/**
 * Waits for `<open/>` and answers it. After a sign-in the client opens a second stream, so only newer frames count.
 * @param {Wire} peer
 * @param {string} host
 */
export async function acceptStream(peer, host) {
  const opened = peer.received.filter(({ element }) => element.is('open', FRAMING)).length
  const answered = OPENED.get(peer) ?? 0
  if (opened <= answered)
    await peer.waitFor(element => element.is('open', FRAMING), { after: peer.mark(), timeout: 30_000 })
  OPENED.set(peer, answered + 1)
  peer.send(
    tag('open', { xmlns: FRAMING, from: host, id: `s${answered + 1}`, version: '1.0', 'xml:lang': 'en' }),
  )
}

/** How many streams were opened on a connection. @type {WeakMap<Wire, number>} */
const OPENED = new WeakMap()

/** @param {Wire} peer @param {string} host @param {string} features XML */
export async function openStream(peer, host, features) {
  await acceptStream(peer, host)
  const names = { xmlns: 'jabber:client', 'xmlns:stream': 'http://etherx.jabber.org/streams' }
  peer.send(tag('stream:features', names, features))
}

/** @param {...string} names */
export const mechanisms = (...names) =>
  tag('mechanisms', { xmlns: SASL }, names.map(name => tag('mechanism', {}, name)).join(''))

/** @param {Wire} peer @param {Account} account @param {{ forge?: boolean }} [options] */
async function scram(peer, account, { forge = false } = {}) {
  const auth = await peer.waitFor(element => element.is('auth', SASL), { timeout: 30_000 })
  const server = scramServer(auth.attrs['mechanism'] ?? '', account.password)
  peer.send(tag('challenge', { xmlns: SASL }, encode(server.challenge(decode(auth.text())))))
  const response = await peer.waitFor(element => element.is('response', SASL))
  const proof = server.finish(decode(response.text()))
  if (!proof) {
    peer.send(tag('failure', { xmlns: SASL }, tag('not-authorized', {})))
    throw new Error('The client’s proof is wrong.')
  }
  peer.send(tag('success', { xmlns: SASL }, encode(forge ? `v=${encode('not the signature')}` : proof)))
}

/** @param {Wire} peer @param {Account} account */
async function bind(peer, { user, host }) {
  const iq = await peer.waitFor(element => element.is('iq') && element.getChild('bind', BIND))
  const resource = iq.getChild('bind', BIND)?.getChildText('resource', BIND) ?? 'bound'
  const jid = tag('jid', {}, `${user}@${host}/${resource}`)
  peer.send(
    tag(
      'iq',
      { xmlns: 'jabber:client', type: 'result', id: iq.attrs['id'] },
      tag('bind', { xmlns: BIND }, jid),
    ),
  )
}

/**
 * The least that a server does: stream management counts, the roster is given, other requests get an empty result.
 * @param {Wire} peer
 * @param {Account} account
 * @param {string} roster items as XML
 * @param {{ handled: number }} session how many stanzas came in on it so far, on all its connections
 */
export function serveSession(peer, { user, host }, roster, session = { handled: 0 }) {
  peer.on(element => {
    if (element.is('enable', SM)) peer.send(tag('enabled', { xmlns: SM, id: `sm-${user}`, resume: 'true' }))
    if (element.is('resume', SM))
      peer.send(tag('failed', { xmlns: SM }, tag('item-not-found', { xmlns: STANZAS })))
    if (element.is('r', SM)) peer.send(tag('a', { xmlns: SM, h: session.handled }))
    if (!['iq', 'message', 'presence'].includes(element.name)) return
    session.handled += 1
    const { type, id, to } = element.attrs
    if (element.name !== 'iq' || (type !== 'get' && type !== 'set')) return
    const query = element.getChild('query', 'jabber:iq:roster') && type === 'get'
    const payload = query ? tag('query', { xmlns: 'jabber:iq:roster' }, roster) : ''
    peer.send(
      tag('iq', { xmlns: 'jabber:client', type: 'result', id, from: to ?? `${user}@${host}` }, payload),
    )
  })
}

const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
export const encode = (/** @type {string | Buffer} */ text) => Buffer.from(text).toString('base64')
export const decode = (/** @type {string} */ text) => Buffer.from(text, 'base64').toString()
