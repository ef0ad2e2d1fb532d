import { setTimeout as sleep } from 'node:timers/promises'
import { keepSession } from '../../support/raw-stream-management.mjs'
import { tag } from '../../support/xml.mjs'

/**
 * What a demo contact does all day. An act plays until its stage is struck.
 *
 * @typedef {import('../../support/raw-client.mjs').RawClient} RawClient
 * @typedef {import('../../support/caps.mjs').ClientIdentity} ClientIdentity
 * @typedef {{ resource: string, identity: ClientIdentity }} Device
 * @typedef {{ connect: (device: Device) => Promise<RawClient>, owner: string, signal: AbortSignal }} Stage
 *   `owner` is the visitor's bare JID, `signal` ends everything
 * @typedef {(stage: Stage) => Promise<void>} Act
 * @typedef {Device & import('../../support/raw-client.mjs').PresenceOptions & { idleFor?: number }} PresentOptions
 *   `idleFor` in ms, counted back from the start of the demo
 */

/**
 * Is there in one state, and stays.
 * @param {PresentOptions} options
 * @returns {Act}
 */
export function present({ resource, identity, idleFor, ...presence }) {
  return async ({ connect }) => {
    const client = await connect({ resource, identity })
    const idleSince = idleFor === undefined ? presence.idleSince : new Date(Date.now() - idleFor)
    client.sendPresence({ ...presence, ...(idleSince && { idleSince }) })
  }
}

/**
 * Was there and lost the connection; the server waits for the client to come back (XEP-0198).
 * @param {PresentOptions} options
 * @returns {Act}
 */
export function dropsOut({ resource, identity, ...presence }) {
  return async ({ connect }) => {
    const client = await connect({ resource, identity })
    await keepSession(client)
    client.sendPresence(presence)
    await client.waitFor(element => element.is('presence') && element.attrs['from'] === client.jid)
    client.drop()
  }
}

/**
 * Several devices of one contact.
 * @param {...Act} acts
 * @returns {Act}
 */
export function together(...acts) {
  return async stage => {
    await Promise.all(acts.map(play => play(stage)))
  }
}

/**
 * Signs in and out for ever.
 * @param {Device} device
 * @param {number} every ms in each state
 * @returns {Act}
 */
export function comesAndGoes(device, every) {
  return async stage => {
    while (!stage.signal.aborted) {
      const client = await stage.connect(device)
      client.sendPresence()
      await pause(every, stage)
      await client.close()
      await pause(every, stage)
    }
  }
}

/**
 * Is at the keyboard for a while, then not, as its client would tell it.
 * @param {PresentOptions} options
 * @param {{ here: number, idle: number }} spans ms
 * @returns {Act}
 */
export function goesIdleAndComesBack({ resource, identity, ...presence }, spans) {
  return async stage => {
    const client = await stage.connect({ resource, identity })
    while (!stage.signal.aborted) {
      client.sendPresence(presence)
      await pause(spans.here, stage)
      client.sendPresence({ ...presence, idleSince: new Date() })
      await pause(spans.idle, stage)
    }
  }
}

/**
 * Types now and then, and answers what it is told.
 * @param {ClientIdentity} identity
 * @returns {Act}
 */
export function talkative(identity) {
  return async stage => {
    const client = await stage.connect({ resource: 'desk', identity })
    let talking = Promise.resolve()
    let turn = 0
    client.on(message => {
      const body = wordsFrom(stage.owner, message)
      if (!body) return
      confirmReceipt(client, message)
      talking = talking.then(() => say(client, stage, replyTo(body, turn++)))
    })
    client.sendPresence()
    while (!stage.signal.aborted) {
      await pause(25_000, stage)
      talking = talking.then(() => thinkAloud(client, stage))
    }
  }
}

/**
 * What the visitor says now; nothing for anybody else's words and for old ones.
 * @param {string} owner
 * @param {import('@xmpp/xml').Element} stanza
 */
function wordsFrom(owner, stanza) {
  const { from, type } = stanza.attrs
  if (!stanza.is('message') || type === 'error' || !from?.startsWith(`${owner}/`)) return undefined
  if (stanza.getChild('delay', 'urn:xmpp:delay')) return undefined
  return stanza.getChildText('body', 'jabber:client') ?? undefined
}

/** XEP-0184, if it was asked for. @param {RawClient} client @param {import('@xmpp/xml').Element} message */
function confirmReceipt(client, message) {
  const { id, from } = message.attrs
  if (!id || !message.getChild('request', 'urn:xmpp:receipts')) return
  const received = tag('received', { xmlns: 'urn:xmpp:receipts', id })
  client.send(tag('message', { xmlns: 'jabber:client', to: from, type: 'chat' }, received))
}

/** @param {RawClient} client @param {Stage} stage @param {string} words */
async function say(client, stage, words) {
  await pause(700, stage)
  client.sendChatState(stage.owner, 'composing')
  await pause(Math.min(1200 + words.length * 30, 4000), stage)
  client.sendMessage(stage.owner, words)
}

/** Begins to write and thinks better of it. @param {RawClient} client @param {Stage} stage */
async function thinkAloud(client, stage) {
  client.sendChatState(stage.owner, 'composing')
  await pause(5000, stage)
  client.sendChatState(stage.owner, 'paused')
  await pause(1000, stage)
  client.sendChatState(stage.owner, 'active')
}

const REPLIES = [
  'Good question. I’ll look at it before the freeze.',
  'Agreed. Ada knows more about that than I do.',
  'Done. Tell me if it looks wrong from your side.',
  'Let me think about it over coffee ☕',
]

/** @param {string} body @param {number} turn */
function replyTo(body, turn) {
  if (/^(hi|hello|hey|good (morning|afternoon|evening))\b/i.test(body))
    return 'Hello Lena! What can I do for you?'
  if (/\bthank/i.test(body)) return 'You’re welcome.'
  const short = body.length > 80 ? `${body.slice(0, 80)}…` : body
  return `“${short}”: ${REPLIES[turn % REPLIES.length]}`
}

/** A pause that the end of the demo cuts short. @param {number} ms @param {Stage} stage */
async function pause(ms, { signal }) {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
