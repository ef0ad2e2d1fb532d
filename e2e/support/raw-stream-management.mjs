import { RawClient } from './raw-client.mjs'
import { signIn } from './raw-sign-in.mjs'
import { tag } from './xml.mjs'

/**
 * XEP-0198 for the raw client: enough to vanish and to come back.
 *
 * @typedef {{ id: string, handled: number, confirms: boolean }} ManagedStream
 *   `handled`: stanzas received since the stream was enabled; `confirms`: says so when asked
 */

const SM = 'urn:xmpp:sm:3'
const STANZAS = ['iq', 'message', 'presence']

/** @type {WeakMap<RawClient, ManagedStream>} */
const streams = new WeakMap()

/**
 * From now on this client's session outlives its connection. Ask for it before the first presence.
 * @param {RawClient} client
 * @param {{ confirms?: boolean }} [options] false: never says what arrived
 */
export async function keepSession(client, { confirms = true } = {}) {
  client.send(tag('enable', { xmlns: SM, resume: 'true' }))
  const enabled = await client.waitFor(element => element.is('enabled', SM))
  follow(client, { id: enabled.attrs['id'] ?? '', handled: 0, confirms })
}

/**
 * Comes back to the session of a client that lost its connection, or loses it by this.
 * @param {RawClient} lost
 * @param {{ url: string, password: string }} account
 * @returns {Promise<RawClient>} the same full JID on a new connection
 */
export async function resumeSession(lost, { url, password }) {
  const stream = streams.get(lost)
  if (!stream) throw new Error(`${lost.jid} never asked to keep its session.`)
  const client = new RawClient(url, lost.jid, lost.identity)
  try {
    await client.opened()
    await signIn(client, { jid: lost.jid.split('/')[0] ?? '', password })
    client.on(element => client.answer(element))
    const resumed = client.waitFor(element => element.getNS() === SM)
    // What was missed follows the answer at once and counts.
    follow(client, { ...stream })
    client.send(tag('resume', { xmlns: SM, previd: stream.id, h: stream.handled }))
    const answer = await resumed
    if (!answer.is('resumed', SM)) throw new Error(`${lost.jid} could not resume: ${answer}`)
  } catch (error) {
    client.drop()
    throw error
  }
  return client
}

/** Counts what comes in and says so when asked. @param {RawClient} client @param {ManagedStream} stream */
function follow(client, stream) {
  streams.set(client, stream)
  client.on(element => {
    if (STANZAS.includes(element.getName())) stream.handled++
    if (stream.confirms && element.is('r', SM)) client.send(tag('a', { xmlns: SM, h: stream.handled }))
  })
}
