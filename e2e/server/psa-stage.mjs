import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { client } from '../support/caps.mjs'
import { connectRaw } from '../support/raw-client.mjs'
import { keepSession, resumeSession } from '../support/raw-stream-management.mjs'
import { layLine } from '../support/tcp-line.mjs'
import { freePorts } from './ports.mjs'
import { startProsody } from './prosody.mjs'

/**
 * Two real servers with our XEP-0310 module and a cable between them, and the people of the play.
 *
 * @typedef {import('../support/raw-client.mjs').RawClient} RawClient
 * @typedef {import('./prosody.mjs').Prosody} Prosody
 * @typedef {import('@xmpp/xml').Element} Element
 */

export const PSA = 'urn:xmpp:psa'
const PASSWORD = 'secret'
const MUC = 'http://jabber.org/protocol/muc'

/** A client that asks for annotations. */
export const ASKS = client('Whereabouts', 'web', 'https://whereabouts.example', [PSA, 'urn:xmpp:idle:1'])

export const BENVOLIO = 'benvolio@montague.example/street'
export const JULIET = 'juliet@capulet.example/balcony'
/** No contact of anybody. */
export const TYBALT = 'tybalt@capulet.example/hall'
/** Likewise, on a host that lets everything through. */
export const IAGO = 'iago@venice.example/camp'

const FRIENDS = [
  'romeo@montague.example',
  'benvolio@montague.example',
  'nurse@montague.example',
  'mercutio@short.example',
  'juliet@capulet.example',
]
const QUICK = 'psa_heartbeat = 3; psa_ping_timeout = 2; psa_retry_interval = 1; psa_pause_delay = 0'

/** The host where sessions wait for a second only, and pauses are told after a moment. */
const SHORT = { name: 'short.example', extra: 'smacks_hibernation_time = 1; psa_pause_delay = 0.4' }

/** The one that knows nothing of annotations. */
const OLD = { name: 'venice.example', extra: 'modules_disabled = { "presence_state_annotations" }' }

export async function raiseCurtain() {
  const [here = 0, there = 0] = await freePorts(2)
  const [toHere, toThere] = await Promise.all([layLine(here), layLine(there)])
  const montagues = ['montague.example', 'short.example', 'rooms.montague.example']
  const capulets = ['capulet.example', 'venice.example', 'rooms.capulet.example']
  const peers = Object.fromEntries([
    ...montagues.map(host => [host, toHere.port]),
    ...capulets.map(host => [host, toThere.port]),
  ])
  /** @param {string} name @param {(string | import('./prosody-config.mjs').Host)[]} hosts @param {number} port */
  const start = (name, hosts, port) =>
    startProsody({
      name: `psa-${name}-${process.pid}`,
      hosts: [`${name}.example`, ...hosts],
      components: [{ name: `rooms.${name}.example`, module: 'muc', modules: ['presence_state_annotations'] }],
      modules: ['presence_state_annotations'],
      extraConfig: QUICK,
      federation: { port, peers },
    })
  const [montague, capulet] = await Promise.all([
    start('montague', [SHORT], here),
    start('capulet', [OLD], there),
  ])
  /** @param {string} jid */
  const serverOf = jid => (/@(capulet|venice)\./.test(jid) ? capulet : montague)
  for (const jid of [...FRIENDS, 'tybalt@capulet.example', 'iago@venice.example']) {
    await serverOf(jid).addAccount(jid, PASSWORD)
    if (!FRIENDS.includes(jid)) continue
    const others = FRIENDS.filter(other => other !== jid)
    await serverOf(jid).writeRoster(
      jid,
      others.map(other => ({ jid: other })),
    )
  }

  /** @type {Set<RawClient>} */
  const clients = new Set()
  /** @type {Set<RawClient>} with a session that outlives the connection */
  const kept = new Set()

  /** @param {RawClient} lost */
  async function comeBack(lost) {
    const back = await resumeSession(lost, { url: serverOf(lost.jid).url, password: PASSWORD })
    kept.delete(lost)
    kept.add(back)
    clients.add(back)
    return back
  }

  return {
    montague,
    capulet,
    /** Both cables. @returns {number} how many links there were */
    cutLinks: () => toHere.cut() + toThere.cut(),
    /**
     * Signs in and is there. Whoever keeps the session can be paused.
     * @param {string} jid full
     * @param {{ identity?: import('../support/caps.mjs').ClientIdentity, keep?: boolean | 'mutely',
     *   status?: string }} [options]
     */
    enter: async (jid, { identity = ASKS, keep = false, status } = {}) => {
      const [bare = '', resource = ''] = jid.split('/')
      const one = await connectRaw({
        url: serverOf(jid).url,
        jid: bare,
        password: PASSWORD,
        resource,
        identity,
      })
      clients.add(one)
      if (keep) {
        await keepSession(one, { confirms: keep !== 'mutely' })
        kept.add(one)
      }
      one.sendPresence(status === undefined ? {} : { status })
      await plain(one, jid)
      return one
    },
    comeBack,
    /** Everybody leaves, the paused ones too. */
    clear: async () => {
      for (const server of [montague, capulet]) server.kill('SIGCONT')
      for (const one of [...kept]) if (one.closed) await comeBack(one).catch(() => {})
      kept.clear()
      await Promise.all([...clients].map(one => one.close()))
      clients.clear()
    },
    /** What the servers had to complain about. */
    complaints: async () => {
      const logs = await Promise.all([montague, capulet].map(({ logFile }) => readFile(logFile, 'utf8')))
      return logs
        .join('')
        .split('\n')
        .filter(line => line.includes('\terror\t'))
    },
    end: async () => {
      await Promise.all([montague.discard(), capulet.discard(), toHere.close(), toThere.close()])
    },
  }
}

/**
 * @param {RawClient} watcher
 * @param {string} from
 * @param {number} [after] a mark
 */
export const plain = (watcher, from, after = 0) =>
  watcher.waitFor(element => isPresenceOf(element, from) && conditionOf(element) === undefined, { after })

/**
 * The next annotated presence from there.
 * @param {RawClient} watcher
 * @param {string} from
 * @param {string | undefined} condition nothing for the empty annotation
 * @param {{ after?: number, timeout?: number }} [options]
 */
export async function annotated(watcher, from, condition, options) {
  const presence = await watcher.waitFor(
    element => isPresenceOf(element, from) && conditionOf(element) === (condition ?? 'none'),
    options,
  )
  assert.equal(presence.attrs['to'], watcher.jid)
  return presence
}

/** @param {Element} element @param {string} from */
const isPresenceOf = (element, from) =>
  element.is('presence') && element.attrs['from'] === from && element.attrs['type'] === undefined

/** @param {Element} presence */
export function conditionOf(presence) {
  const annotation = presence.getChild('state-annotation', PSA)
  if (!annotation) return undefined
  const children = annotation.getChildElements().map(child => child.getName())
  return children.find(name => name !== 'description') ?? 'none'
}

/**
 * @param {RawClient} watcher
 * @param {number} [mark]
 * @returns {string[]} who and what, in order
 */
export const annotationsOf = (watcher, mark = 0) =>
  watcher.received
    .slice(mark)
    .filter(({ element }) => conditionOf(element) !== undefined)
    .map(({ element }) => `${element.attrs['from']} ${conditionOf(element)}`)

/** @param {Element} presence */
export const annotatorOf = presence => presence.getChild('state-annotation', PSA)?.attrs['from']

/** What has been sent to a client so far has arrived when this resolves. @param {RawClient} one */
export const caughtUp = one => one.request('get', "<ping xmlns='urn:xmpp:ping'/>", one.jid.split(/[@/]/)[1])

/**
 * Enters a room; the first one opens it for the others.
 * @param {RawClient} one
 * @param {string} occupant room/nickname
 */
export async function join(one, occupant) {
  const [room = ''] = occupant.split('/')
  one.sendPresence({ to: occupant, extra: `<x xmlns='${MUC}'/>` })
  const self = await one.waitFor(
    element => element.attrs['from'] === occupant && /code=['"]110/.test(String(element)),
  )
  if (!/code=['"]201/.test(String(self))) return
  const form = "<x xmlns='jabber:x:data' type='submit'/>"
  await one.request('set', `<query xmlns='${MUC}#owner'>${form}</query>`, room)
}

/** What a room says of an occupant. @param {Element} presence */
export const itemOf = presence =>
  presence.getChild('x', `${MUC}#user`)?.getChild('item', `${MUC}#user`)?.attrs
