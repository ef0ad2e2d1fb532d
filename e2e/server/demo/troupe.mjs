import { setTimeout as sleep } from 'node:timers/promises'
import { CLIENTS } from '../../support/caps.mjs'
import { connectRaw } from '../../support/raw-client.mjs'
import { CAST, OWNER, PASSWORD, STRANGER } from './cast.mjs'

/**
 * Brings the contacts to life: real client connections, all in this process.
 * @param {string} url of the server
 * @param {{ firstTime: boolean }} world whether it was made just now
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function startTroupe(url, { firstTime }) {
  const ending = new AbortController()
  /** @type {Set<import('../../support/raw-client.mjs').RawClient>} */
  const clients = new Set()

  /** @param {string} jid */
  const stageFor = jid => ({
    owner: OWNER.jid,
    signal: ending.signal,
    connect: async (/** @type {import('./acts.mjs').Device} */ device) => {
      const client = await connectRaw({ url, jid, password: PASSWORD, ...device })
      clients.add(client)
      client.socket.once('close', () => clients.delete(client))
      return client
    },
  })

  if (firstTime) await introduceOwner(url)
  for (const { jid, play } of CAST) if (play) void perform(stageFor(jid), play)
  void perform(stageFor(STRANGER.jid), asksToSubscribe)
  if (firstTime) void perform(stageFor('mira@kavel.example'), leavesTwoMessages)

  return async () => {
    ending.abort()
    await Promise.all([...clients].map(client => client.close()))
  }
}

/**
 * Plays an act again when its connection failed: the server may have been restarted by hand.
 * @param {import('./acts.mjs').Stage} stage
 * @param {import('./acts.mjs').Act} play
 */
async function perform(stage, play) {
  while (!stage.signal.aborted) {
    try {
      return await play(stage)
    } catch (error) {
      if (stage.signal.aborted) return
      console.error(`A demo contact stumbled and tries again: ${error}`)
      await sleep(3000, undefined, { signal: stage.signal }).catch(() => {})
    }
  }
}

/** @type {import('./acts.mjs').Act} */
async function asksToSubscribe({ connect, owner }) {
  const client = await connect({ resource: 'phone', identity: CLIENTS.conversations })
  client.sendPresence()
  const nick = `<nick xmlns='http://jabber.org/protocol/nick'>${STRANGER.name}</nick>`
  client.sendPresence({
    to: owner,
    type: 'subscribe',
    status: 'We met at the community meet-up.',
    extra: nick,
  })
}

/** @type {import('./acts.mjs').Act} */
async function leavesTwoMessages({ connect, owner }) {
  const client = await connect({ resource: 'notes', identity: CLIENTS.movim })
  client.sendMessage(owner, 'The minutes of this morning are in the handbook.')
  client.sendMessage(owner, 'Could you look at the second paragraph when you’re back?')
  // An answer to a later request proves that the server has read what came before it.
  await client.request('get', "<ping xmlns='urn:xmpp:ping'/>", owner.split('@')[1])
  await client.close()
}

/** The visitor's own name, as her profile has it. @param {string} url */
async function introduceOwner(url) {
  const client = await connectRaw({ url, jid: OWNER.jid, password: PASSWORD, resource: 'setup' })
  const nick = `<nick xmlns='http://jabber.org/protocol/nick'>${OWNER.name}</nick>`
  const item = `<publish node='http://jabber.org/protocol/nick'><item id='current'>${nick}</item></publish>`
  await client.request('set', `<pubsub xmlns='http://jabber.org/protocol/pubsub'>${item}</pubsub>`)
  await client.request(
    'set',
    `<vCard xmlns='vcard-temp'><FN>${OWNER.name}</FN><NICKNAME>Lena</NICKNAME></vCard>`,
  )
  await client.close()
}
