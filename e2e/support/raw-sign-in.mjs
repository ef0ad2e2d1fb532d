import { SCRAM_MECHANISMS, scramClient } from './scram.mjs'
import { escapeXML, tag } from './xml.mjs'

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing'
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl'
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind'

/** @typedef {import('./raw-client.mjs').RawClient} RawClient */

/**
 * RFC 7395, 6120: stream, SASL, stream. What is left is to bind a resource or to resume a session.
 * @param {RawClient} client
 * @param {{ jid: string, password: string }} account
 */
export async function signIn(client, { jid, password }) {
  const [user = '', host = ''] = jid.split('@')
  const features = await openStream(client, host)
  const offered = (features.getChild('mechanisms', SASL)?.getChildren('mechanism', SASL) ?? []).map(child =>
    child.text(),
  )
  const mechanism = SCRAM_MECHANISMS.find(name => offered.includes(name))
  if (mechanism) await signInWithScram(client, mechanism, user, password)
  else await signInPlainly(client, user, password)
  await openStream(client, host)
}

/**
 * Signs in and binds.
 * @param {RawClient} client
 * @param {{ jid: string, password: string, resource: string }} account
 * @returns {Promise<string>} the full JID the server gave
 */
export async function authenticate(client, { jid, password, resource }) {
  await signIn(client, { jid, password })
  const bound = await client.request(
    'set',
    tag('bind', { xmlns: BIND }, `<resource>${escapeXML(resource)}</resource>`),
  )
  const full = bound.getChild('bind', BIND)?.getChildText('jid', BIND)
  if (!full) throw new Error(`No resource was bound: ${bound}`)
  return full
}

/** @param {RawClient} client @param {string} host */
async function openStream(client, host) {
  const after = client.mark()
  client.send(tag('open', { xmlns: FRAMING, to: host, version: '1.0' }))
  return client.waitFor(element => element.getName() === 'features', { after })
}

/** @param {RawClient} client @param {string} mechanism @param {string} user @param {string} password */
async function signInWithScram(client, mechanism, user, password) {
  const scram = scramClient(mechanism, user, password)
  const first = tag('auth', { xmlns: SASL, mechanism }, encode(scram.first))
  const challenge = await exchange(client, first, 'challenge')
  const final = tag('response', { xmlns: SASL }, encode(scram.final(challenge)))
  scram.verify(await exchange(client, final, 'success'))
}

/** @param {RawClient} client @param {string} user @param {string} password */
async function signInPlainly(client, user, password) {
  const auth = tag('auth', { xmlns: SASL, mechanism: 'PLAIN' }, encode(`\0${user}\0${password}`))
  await exchange(client, auth, 'success')
}

/**
 * @param {RawClient} client
 * @param {string} xml
 * @param {string} expected name of the answer that we hope for
 */
async function exchange(client, xml, expected) {
  const after = client.mark()
  client.send(xml)
  const reply = await client.waitFor(element => element.getNS() === SASL, { after, timeout: 10_000 })
  if (reply.name !== expected) throw new Error(`Sign-in failed: ${reply}`)
  return Buffer.from(reply.text(), 'base64').toString()
}

const encode = (/** @type {string} */ text) => Buffer.from(text).toString('base64')
