import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { setImmediate as breathe } from 'node:timers/promises'
import { Parser } from '@xmpp/xml'
import { CLIENTS, capsElement, discoInfo } from '../support/caps.mjs'
import { tag } from '../support/xml.mjs'
import { LOOPBACK } from './ports.mjs'

/**
 * Thousands of contacts that are online, from one connection: a component (XEP-0114) that answers presence probes
 * for `u0@bots.test`, `u1@bots.test`, … The server needs `components: [{ name: 'bots.test', secret }]`.
 */

const SHOWS = [undefined, undefined, undefined, 'away', 'xa', 'dnd', 'chat']
const STATUSES = [undefined, undefined, 'Lunch', 'In a meeting', 'Deep work', 'On the train']
const IDENTITIES = Object.values(CLIENTS)
/** Written between two looks at the socket, so that a storm does not sit in our memory. */
const BATCH = 200

/**
 * @param {object} options
 * @param {number} options.port the server's component port
 * @param {string} options.secret
 * @param {number} options.size how many there are
 * @param {string} [options.host]
 * @param {number} [options.offlineEvery] every n-th is offline; nobody
 */
export async function startCrowd({ port, secret, size, host = 'bots.test', offlineEvery = 0 }) {
  const socket = connect({ port, host: LOOPBACK, noDelay: true })
  const startedAt = Date.now()
  /** @type {Set<string>} who has asked for presence: bare JIDs */
  const watchers = new Set()

  /** @param {number} index @param {number} [turn] changes what they do */
  const presenceOf = (index, turn = 0) => presenceContent(index + turn * 7, startedAt)
  /** @param {number} index */
  const isOffline = index => offlineEvery > 0 && index % offlineEvery === 0

  /** @param {import('@xmpp/xml').Element} stanza */
  function answer(stanza) {
    const { from = '', to = '', type, id } = stanza.attrs
    const index = Number(/^u(\d+)@/.exec(to)?.[1] ?? Number.NaN)
    if (stanza.name === 'presence' && type === 'probe' && index < size) {
      watchers.add(from.split('/')[0] ?? from)
      const content = isOffline(index) ? '' : presenceOf(index)
      const kind = isOffline(index) ? 'unavailable' : undefined
      socket.write(tag('presence', { from: fullJid(index, host), to: from, type: kind }, content))
    }
    if (stanza.name !== 'iq' || type !== 'get') return
    const node = stanza.getChild('query', 'http://jabber.org/protocol/disco#info')?.attrs['node']
    const identity = IDENTITIES.find(candidate => node?.startsWith(`${candidate.node}#`)) ?? CLIENTS.gajim
    const reply = { from: to, to: from, id, type: node ? 'result' : 'error' }
    socket.write(tag('iq', reply, node ? discoInfo(identity, node) : SERVICE_UNAVAILABLE))
  }

  await join(socket, host, secret, answer)

  return {
    host,
    /** Roster items for whoever shall see them. @param {(index: number) => string[]} [groupsOf] */
    rosterItems: (groupsOf = index => [`Group ${index % 10}`]) =>
      Array.from({ length: size }, (_, index) => ({
        jid: `u${index}@${host}`,
        name: `Bot ${String(index).padStart(5, '0')}`,
        groups: groupsOf(index),
      })),
    /**
     * Everyone changes their presence at once, as fast as the server takes it.
     * @param {{ turn: number, count?: number }} options another `turn`, another presence
     */
    storm: async ({ turn, count = size }) => {
      for (let index = 0; index < count; index++) {
        for (const to of watchers)
          socket.write(tag('presence', { from: fullJid(index, host), to }, presenceOf(index, turn)))
        if (index % BATCH === BATCH - 1) await drained(socket)
      }
    },
    /** One of them says something of his own. @param {number} index @param {string} content presence children */
    say: (index, content) => {
      for (const to of watchers) socket.write(tag('presence', { from: fullJid(index, host), to }, content))
    },
    watchers: () => [...watchers],
    /** Resolves when the server has let go, so that another crowd may come. @returns {Promise<void>} */
    stop: () =>
      new Promise(resolve => {
        socket.once('close', () => resolve())
        socket.end('</stream:stream>')
      }),
  }
}

/** @param {number} index @param {string} host */
const fullJid = (index, host) => `u${index}@${host}/bot`

/**
 * Children of one bot's presence: the same index gives the same one, so that runs can be compared.
 * @param {number} index
 * @param {number} now ms
 */
function presenceContent(index, now) {
  const show = SHOWS[index % SHOWS.length]
  const status = STATUSES[index % STATUSES.length]
  const identity = IDENTITIES[index % IDENTITIES.length] ?? CLIENTS.gajim
  const since = index % 3 ? undefined : new Date(now - (index % 180) * 60_000).toISOString()
  return [
    show && tag('show', {}, show),
    status && tag('status', {}, status),
    since && tag('idle', { xmlns: 'urn:xmpp:idle:1', since }),
    capsElement(identity),
  ]
    .filter(Boolean)
    .join('')
}

/**
 * The component's stream and handshake.
 * @param {import('node:net').Socket} socket
 * @param {string} host
 * @param {string} secret
 * @param {(stanza: import('@xmpp/xml').Element) => void} listener
 * @returns {Promise<void>}
 */
function join(socket, host, secret, listener) {
  return new Promise((resolve, reject) => {
    const parser = new Parser()
    parser.on('start', ({ attrs }) => {
      socket.write(tag('handshake', {}, createHash('sha1').update(`${attrs['id']}${secret}`).digest('hex')))
    })
    parser.on('element', element => {
      if (element.name === 'handshake') resolve()
      else if (element.name === 'stream:error')
        reject(new Error(`The server refused the component: ${element}`))
      else listener(element)
    })
    parser.on('error', reject)
    socket.setEncoding('utf8').on('data', text => parser.write(String(text)))
    socket.once('error', reject)
    const names = `xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'`
    socket.write(`<stream:stream ${names} to='${host}'>`)
  })
}

/** @param {import('node:net').Socket} socket */
async function drained(socket) {
  if (socket.writableNeedDrain) await new Promise(resolve => socket.once('drain', resolve))
  else await breathe()
}

const SERVICE_UNAVAILABLE =
  "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
