import { client } from '../../support/caps.mjs'
import { connectRaw } from '../../support/raw-client.mjs'
import { startProsody } from '../prosody.mjs'
import { CAST, isLost, LOST_HOST, OWNER, PASSWORD } from './cast.mjs'

/**
 * A server that was seen and is gone. It runs for a moment only: long enough for the visitor's server to learn who
 * is there and to keep that while the other does not answer. Who signs in later hears it as last known.
 */

const PSA = 'urn:xmpp:psa'
const LOOK_OUT = client('Look-out', 'bot', 'https://whereabouts.example/look-out', [PSA])

/**
 * @param {object} scene
 * @param {string} scene.url of the visitor's server
 * @param {string} scene.name of the demo
 * @param {import('../prosody-config.mjs').Federation} scene.federation
 */
export async function loseNorthpier({ url, name, federation }) {
  const server = await startProsody({ name: `${name}-northpier`, hosts: [LOST_HOST], federation })
  /** @type {import('../../support/raw-client.mjs').RawClient | undefined} */
  let lookOut
  try {
    const people = CAST.map(({ jid }) => jid).filter(isLost)
    for (const jid of people) {
      await server.addAccount(jid, PASSWORD)
      await server.writeRoster(jid, [{ jid: OWNER.jid, name: OWNER.name }])
      const person = await connectRaw({ url: server.url, jid, password: PASSWORD, resource: 'desk' })
      person.sendPresence({ idleSince: new Date(Date.now() - 4 * 60_000) })
    }
    lookOut = await connectRaw({ url, jid: OWNER.jid, password: PASSWORD, identity: LOOK_OUT })
    // A negative priority: what waits for the visitor goes on waiting.
    lookOut.sendPresence({ priority: -1 })
    await heard(lookOut, people, presence => presence.attrs['type'] === undefined)
    server.kill('SIGKILL')
    await heard(lookOut, people, presence => presence.getChild('state-annotation', PSA))
  } finally {
    await lookOut?.close()
    await server.discard()
  }
}

/**
 * @param {import('../../support/raw-client.mjs').RawClient} lookOut
 * @param {string[]} people
 * @param {(presence: import('@xmpp/xml').Element) => unknown} test
 */
async function heard(lookOut, people, test) {
  await Promise.all(
    people.map(jid =>
      lookOut.waitFor(element => element.attrs['from']?.startsWith(`${jid}/`) && test(element)),
    ),
  )
}
