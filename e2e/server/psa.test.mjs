import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CLIENTS, client } from '../support/caps.mjs'
import {
  annotated,
  annotationsOf,
  annotatorOf,
  BENVOLIO,
  caughtUp,
  conditionOf,
  IAGO,
  itemOf,
  JULIET,
  join,
  PSA,
  plain,
  raiseCurtain,
  TYBALT,
} from './psa-stage.mjs'

/** XEP-0310 as our Prosody module does it: two real servers, clients that ask for annotations and some that do not. */

/** @typedef {import('../support/raw-client.mjs').RawClient} RawClient */

/** @type {Awaited<ReturnType<typeof raiseCurtain>>} */
let stage

before(async () => {
  stage = await raiseCurtain()
})
afterEach(() => stage.clear())
after(() => stage?.end())

/** @type {typeof stage.enter} */
const enter = (jid, options) => stage.enter(jid, options)
/** @type {typeof stage.comeBack} */
const comeBack = lost => stage.comeBack(lost)

describe('a connection that is paused', () => {
  test('is announced to who asks, here and on the other server, and so is its return', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    const juliet = await enter(JULIET)
    const nurse = await enter('nurse@montague.example/garden', { identity: CLIENTS.gajim })
    const benvolio = await enter(BENVOLIO, { keep: true, status: 'He ran this way' })
    await Promise.all([romeo, juliet, nurse].map(one => plain(one, BENVOLIO)))
    await plain(benvolio, JULIET)

    benvolio.drop()
    for (const watcher of [romeo, juliet]) {
      const presence = await annotated(watcher, BENVOLIO, 'connection-paused')
      assert.equal(annotatorOf(presence), 'montague.example')
      assert.equal(presence.getChildText('status', 'jabber:client'), 'He ran this way')
      assert.ok(presence.getChild('c', 'http://jabber.org/protocol/caps'), 'the rest of the presence is kept')
      const annotation = presence.getChild('state-annotation', PSA)
      assert.match(annotation?.getChildText('description', PSA) ?? '', /interrupted/)
    }

    const back = await comeBack(benvolio)
    for (const watcher of [romeo, juliet]) {
      const presence = await annotated(watcher, BENVOLIO, undefined)
      assert.equal(annotatorOf(presence), 'montague.example')
      assert.equal(presence.getChild('state-annotation', PSA)?.children.length, 0)
    }
    await caughtUp(nurse)
    assert.deepEqual(annotationsOf(nurse), [], 'who does not ask hears nothing')
    assert.deepEqual(annotationsOf(back), [])
  })

  test('ends as unavailable when nobody comes back', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    const mercutio = await enter('mercutio@short.example/square', { keep: true })
    await plain(romeo, mercutio.jid)
    mercutio.drop()
    const paused = await annotated(romeo, mercutio.jid, 'connection-paused')
    assert.equal(annotatorOf(paused), 'short.example')
    await romeo.waitFor(({ attrs }) => attrs['from'] === mercutio.jid && attrs['type'] === 'unavailable')
    assert.deepEqual(annotationsOf(romeo), [`${mercutio.jid} connection-paused`])
  })

  test('is not blamed on the one who paused when the news of it is lost with another connection', async () => {
    const mercutio = await enter('mercutio@short.example/square', { keep: 'mutely' })
    const benvolio = await enter(BENVOLIO, { keep: true })
    await plain(mercutio, BENVOLIO)
    benvolio.drop()
    await annotated(mercutio, BENVOLIO, 'connection-paused')
    const back = await comeBack(benvolio)
    await annotated(mercutio, BENVOLIO, undefined)
    mercutio.drop()
    await back.waitFor(({ attrs }) => attrs['from'] === mercutio.jid && attrs['type'] === 'unavailable')
    // Plain presence does come back; it is sent to bare addresses or from them.
    const errors = back.received.filter(
      ({ element: { attrs } }) =>
        attrs['type'] === 'error' && attrs['from'] === mercutio.jid && attrs['to'] === BENVOLIO,
    )
    assert.deepEqual(errors, [])
  })

  test('is over when the same name signs in anew, and can begin again', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    const benvolio = await enter(BENVOLIO, { keep: true })
    await plain(romeo, BENVOLIO)
    benvolio.drop()
    await annotated(romeo, BENVOLIO, 'connection-paused')
    const first = romeo.mark()
    const anew = await enter(BENVOLIO, { keep: true })
    await plain(romeo, BENVOLIO, first)
    await sleep(100)
    await caughtUp(romeo)
    assert.deepEqual(annotationsOf(romeo, first), [])
    const second = romeo.mark()
    anew.drop()
    await annotated(romeo, BENVOLIO, 'connection-paused', { after: second })
  })

  test('is told to who signs in meanwhile, from both servers, and to nobody else', async () => {
    const benvolio = await enter(BENVOLIO, { keep: true, status: 'He ran this way' })
    const early = await enter('romeo@montague.example/early')
    await plain(early, BENVOLIO)
    benvolio.drop()
    await annotated(early, BENVOLIO, 'connection-paused')
    const romeo = await enter('romeo@montague.example/late')
    const juliet = await enter(JULIET)
    const tybalt = await enter(TYBALT)
    for (const watcher of [romeo, juliet]) {
      const presence = await annotated(watcher, BENVOLIO, 'connection-paused')
      assert.equal(presence.getChildText('status', 'jabber:client'), 'He ran this way')
    }
    await comeBack(benvolio)
    for (const watcher of [early, romeo, juliet]) await annotated(watcher, BENVOLIO, undefined)
    await caughtUp(tybalt)
    assert.deepEqual(annotationsOf(tybalt), [])
  })

  test('is not announced when it comes back within the delay', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    let mercutio = await enter('mercutio@short.example/square', { keep: true })
    await plain(romeo, mercutio.jid)
    for (let turn = 0; turn < 5; turn++) {
      mercutio.drop()
      mercutio = await comeBack(mercutio)
    }
    await sleep(600)
    await caughtUp(romeo)
    assert.deepEqual(annotationsOf(romeo), [])
  })

  test('in a storm of pauses each is told once, in order, and the last word is true', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    let benvolio = await enter(BENVOLIO, { keep: true })
    await plain(romeo, BENVOLIO)
    for (let turn = 0; turn < 20; turn++) {
      benvolio.drop()
      benvolio = await comeBack(benvolio)
    }
    await sleep(200)
    await caughtUp(romeo)
    const heard = annotationsOf(romeo)
    assert.ok(heard.length <= 40, `${heard.length} annotations for 20 pauses`)
    assert.equal(heard.at(-1), `${BENVOLIO} none`)
    for (const [index, line] of heard.entries())
      assert.equal(line, `${BENVOLIO} ${index % 2 ? 'none' : 'connection-paused'}`)
  })

  test('who was away too learns on return what is still true, and what is over', async () => {
    let romeo = await enter('romeo@montague.example/lane', { keep: true })
    let benvolio = await enter(BENVOLIO, { keep: true })
    await plain(romeo, BENVOLIO)
    romeo.drop()
    await sleep(100)
    for (let turn = 0; turn < 3; turn++) {
      benvolio.drop()
      await sleep(50)
      benvolio = await comeBack(benvolio)
    }
    benvolio.drop()
    await sleep(100)
    romeo = await comeBack(romeo)
    await annotated(romeo, BENVOLIO, 'connection-paused')
    await caughtUp(romeo)
    assert.deepEqual(annotationsOf(romeo), [`${BENVOLIO} connection-paused`], 'once, and no history')
    romeo.drop()
    await sleep(100)
    await comeBack(benvolio)
    romeo = await comeBack(romeo)
    await annotated(romeo, BENVOLIO, undefined)
    assert.deepEqual(annotationsOf(romeo), [`${BENVOLIO} none`])
  })

  test('shows a stranger what was sent to the stranger, not what friends see', async () => {
    const tybalt = await enter(TYBALT)
    const benvolio = await enter(BENVOLIO, { keep: true, status: 'for friends' })
    tybalt.sendPresence({ to: BENVOLIO })
    await plain(benvolio, tybalt.jid)
    benvolio.sendPresence({ to: tybalt.jid, status: 'for Tybalt' })
    await plain(tybalt, BENVOLIO)
    benvolio.drop()
    const presence = await annotated(tybalt, BENVOLIO, 'connection-paused')
    assert.equal(presence.getChildText('status', 'jabber:client'), 'for Tybalt')
    await comeBack(benvolio)
    await annotated(tybalt, BENVOLIO, undefined)
  })

  test('is not told to somebody who is blocked', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    const juliet = await enter(JULIET)
    const benvolio = await enter(BENVOLIO, { keep: true })
    await Promise.all([plain(romeo, BENVOLIO), plain(juliet, BENVOLIO), plain(benvolio, JULIET)])
    const item = "<item jid='romeo@montague.example'/>"
    await benvolio.request('set', `<block xmlns='urn:xmpp:blocking'>${item}</block>`)
    const mark = romeo.mark()
    benvolio.drop()
    await annotated(juliet, BENVOLIO, 'connection-paused')
    const back = await comeBack(benvolio)
    await annotated(juliet, BENVOLIO, undefined)
    await Promise.all([caughtUp(romeo), caughtUp(back)])
    assert.deepEqual(annotationsOf(romeo, mark), [])
    assert.equal(back.received.filter(({ element }) => element.attrs['type'] === 'error').length, 0)
    await back.request('set', `<unblock xmlns='urn:xmpp:blocking'>${item}</unblock>`)
  })
})

describe('what others write', () => {
  test('an annotation that a client makes up goes nowhere', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    const juliet = await enter(JULIET)
    const benvolio = await enter(BENVOLIO)
    await Promise.all([plain(romeo, BENVOLIO), plain(juliet, BENVOLIO)])
    const extra = `<state-annotation xmlns='${PSA}' from='montague.example'><connection-paused/></state-annotation>`
    benvolio.sendPresence({ status: 'forged', extra })
    for (const watcher of [romeo, juliet]) {
      const presence = await watcher.waitFor(/forged/)
      assert.equal(conditionOf(presence), undefined)
    }
  })

  test('another server annotates its own users only', async () => {
    const romeo = await enter('romeo@montague.example/lane')
    const iago = await enter(IAGO)
    for (const [from, expected] of /** @type {const} */ ([
      ['montague.example', undefined],
      ['venice.example', 'connection-paused'],
    ])) {
      const extra = `<state-annotation xmlns='${PSA}' from='${from}'><connection-paused/></state-annotation>`
      iago.sendPresence({ to: romeo.jid, status: `by ${from}`, extra })
      const presence = await romeo.waitFor(new RegExp(`by ${from}`))
      assert.equal(conditionOf(presence), expected)
    }
  })

  test('a client that lies about its hash speaks for itself only', async () => {
    const modest = client('Modest', 'pc', 'https://modest.example', [])
    const romeo = await enter('romeo@montague.example/lane', { identity: modest })
    // From now on he claims more than the hash stands for.
    romeo.identity = { ...modest, features: [...modest.features, PSA] }
    const benvolio = await enter(BENVOLIO, { keep: true })
    await plain(romeo, BENVOLIO)
    const nurse = await enter('nurse@montague.example/garden', { identity: modest })
    await plain(nurse, BENVOLIO)
    benvolio.drop()
    await annotated(await enter('romeo@montague.example/honest'), BENVOLIO, 'connection-paused')
    await caughtUp(nurse)
    assert.deepEqual(annotationsOf(nurse), [])
  })
})

describe('an occupant of a room', () => {
  test('who is paused is shown so to all who ask, without telling who it is', async () => {
    const room = 'orchard@rooms.montague.example'
    const ben = `${room}/Ben`
    const romeo = await enter('romeo@montague.example/lane')
    const nurse = await enter('nurse@montague.example/garden', { identity: CLIENTS.gajim })
    const tybalt = await enter(TYBALT)
    const benvolio = await enter(BENVOLIO, { keep: true })
    // The room is Romeo's, who may see who is who.
    await join(romeo, `${room}/Romeo`)
    await join(nurse, `${room}/Nurse`)
    await join(tybalt, `${room}/Tybalt`)
    await join(benvolio, ben)
    await Promise.all([romeo, nurse, tybalt].map(one => plain(one, ben)))

    benvolio.drop()
    const [seenByOwner, seenByGuest] = await Promise.all([
      annotated(romeo, ben, 'connection-paused'),
      annotated(tybalt, ben, 'connection-paused'),
    ])
    assert.equal(annotatorOf(seenByOwner), 'rooms.montague.example')
    assert.equal(itemOf(seenByOwner)?.['jid'], BENVOLIO)
    assert.equal(itemOf(seenByGuest)?.['role'], 'participant')
    assert.doesNotMatch(String(seenByGuest), /benvolio/)

    // Who joins meanwhile, and everybody when something else about Ben changes.
    const late = await enter(JULIET)
    await join(late, `${room}/Juliet`)
    await annotated(late, ben, 'connection-paused')
    const mark = tybalt.mark()
    const item = "<item nick='Ben' role='moderator'/>"
    await romeo.request('set', `<query xmlns='http://jabber.org/protocol/muc#admin'>${item}</query>`, room)
    await plain(tybalt, ben, mark)
    await annotated(tybalt, ben, 'connection-paused', { after: mark })

    await comeBack(benvolio)
    await Promise.all([romeo, tybalt, late].map(one => annotated(one, ben, undefined)))
    await caughtUp(nurse)
    assert.deepEqual(annotationsOf(nurse), [])
    const elsewhere = annotationsOf(tybalt).filter(line => !line.startsWith(ben))
    assert.deepEqual(elsewhere, [], 'a stranger hears it through the room only')
  })

  test('with another device is there all the same', async () => {
    const ben = 'square@rooms.montague.example/Ben'
    const romeo = await enter('romeo@montague.example/lane')
    const old = await enter('romeo@montague.example/old', { identity: CLIENTS.gajim })
    await join(romeo, 'square@rooms.montague.example/Romeo')
    await join(old, 'square@rooms.montague.example/Romeo')
    const street = await enter(BENVOLIO, { keep: true })
    const home = await enter('benvolio@montague.example/home', { keep: true })
    await join(street, ben)
    await join(home, ben)
    street.drop()
    await annotated(romeo, BENVOLIO, 'connection-paused')
    await caughtUp(romeo)
    assert.deepEqual(annotationsOf(romeo), [`${BENVOLIO} connection-paused`])
    home.drop()
    await annotated(romeo, ben, 'connection-paused')
    await comeBack(street)
    await annotated(romeo, ben, undefined)
    await caughtUp(old)
    assert.deepEqual(annotationsOf(old), [], 'each device is told what it asks for')
  })

  test('who makes up an annotation is shown without it', async () => {
    const room = 'wall@rooms.montague.example'
    const romeo = await enter('romeo@montague.example/lane')
    await join(romeo, `${room}/Romeo`)
    const iago = await enter(IAGO)
    await join(iago, `${room}/Iago`)
    const extra = `<state-annotation xmlns='${PSA}' from='rooms.montague.example'/>`
    iago.sendPresence({ to: `${room}/Iago`, status: 'forged', extra })
    const seen = await romeo.waitFor(/wall@.*forged/)
    assert.equal(conditionOf(seen), undefined)
  })
})

describe('a server that is lost', () => {
  const SLOW = { timeout: 15_000 }
  const HERE = 'tomb@rooms.montague.example'
  const THERE = 'ball@rooms.capulet.example'
  const OF_JULIET = [JULIET, `${HERE}/Juliet`, `${THERE}/Juliet`]

  /** Romeo holds presence of Juliet, and of her in a room of each server. */
  async function scene() {
    const romeo = await enter('romeo@montague.example/lane')
    const nurse = await enter('nurse@montague.example/garden', { identity: CLIENTS.gajim })
    const juliet = await enter(JULIET)
    await Promise.all([romeo, nurse].map(one => plain(one, JULIET)))
    await join(romeo, `${HERE}/Romeo`)
    await join(juliet, `${THERE}/Juliet`)
    await join(juliet, `${HERE}/Juliet`)
    await join(romeo, `${THERE}/Romeo`)
    await Promise.all(OF_JULIET.map(from => plain(romeo, from)))
    juliet.sendPresence({ status: 'Ay me!' })
    await romeo.waitFor(/juliet@.*Ay me!/)
    return { romeo, nurse, juliet }
  }

  test('killed: everybody there is stale at once, in rooms too; restarted: asked again', async () => {
    const { romeo, nurse } = await scene()
    const benvolio = await enter(BENVOLIO, { keep: true })
    await plain(benvolio, JULIET)
    const start = Date.now()
    stage.capulet.kill('SIGKILL')
    const [contact, ...occupants] = await Promise.all(
      OF_JULIET.map(from => annotated(romeo, from, 'server-unavailable', SLOW)),
    )
    assert.ok(contact)
    const took = Date.now() - start
    assert.ok(took < 2500, `told after ${took} ms, the heartbeat would have been late`)
    assert.equal(annotatorOf(contact), 'montague.example')
    assert.deepEqual(occupants.map(annotatorOf), ['rooms.montague.example', 'montague.example'])
    assert.equal(contact.getChildText('status', 'jabber:client'), 'Ay me!')
    assert.equal(contact.getChild('delay', 'urn:xmpp:delay')?.attrs['from'], 'montague.example')
    assert.match(String(contact), /The server capulet\.example cannot be reached/)

    // Who pauses meanwhile hears nothing from people who cannot be told.
    benvolio.drop()
    await annotated(romeo, BENVOLIO, 'connection-paused')
    const back = await comeBack(benvolio)
    await annotated(romeo, BENVOLIO, undefined)
    await sleep(200)
    await caughtUp(back)
    const errors = back.received.filter(({ element: { attrs } }) => attrs['type'] === 'error')
    assert.deepEqual(errors, [])

    // A device that comes meanwhile, and one that comes after everybody left.
    const tablet = await enter('romeo@montague.example/tablet')
    await annotated(tablet, JULIET, 'server-unavailable')
    await Promise.all([romeo.close(), tablet.close()])
    const again = await enter('romeo@montague.example/again')
    await annotated(again, JULIET, 'server-unavailable')
    assert.deepEqual(annotationsOf(again), [`${JULIET} server-unavailable`], 'a room forgets who leaves')

    await stage.capulet.restart()
    await annotated(again, JULIET, undefined, SLOW)
    await again.waitFor(
      ({ attrs }) => attrs['from'] === 'juliet@capulet.example' && attrs['type'] === 'unavailable',
    )
    await caughtUp(nurse)
    assert.deepEqual(annotationsOf(nurse), [])
  })

  test('frozen: the heartbeat notices; continued: as good as new, and asked again', async () => {
    const { romeo } = await scene()
    stage.capulet.kill('SIGSTOP')
    const start = Date.now()
    await Promise.all(OF_JULIET.map(from => annotated(romeo, from, 'server-unavailable', SLOW)))
    const took = Date.now() - start
    assert.ok(took < 10_000, `told after ${took} ms`)
    const after = romeo.mark()
    stage.capulet.kill('SIGCONT')
    await Promise.all(OF_JULIET.map(from => annotated(romeo, from, undefined, { ...SLOW, after })))
    await plain(romeo, JULIET, after)
  })

  test('a link that ends although the server is there is no news', async () => {
    const { romeo } = await scene()
    const mark = romeo.mark()
    assert.ok(stage.cutLinks() > 0)
    await sleep(1500)
    await caughtUp(romeo)
    assert.deepEqual(annotationsOf(romeo, mark), [])
  })

  test('who pauses during an outage is told to the other side when that is over', async () => {
    const juliet = await enter(JULIET)
    const tybalt = await enter(TYBALT)
    const benvolio = await enter(BENVOLIO, { keep: true })
    const romeo = await enter('romeo@montague.example/lane')
    tybalt.sendPresence({ to: BENVOLIO })
    await Promise.all([JULIET, TYBALT].map(from => plain(benvolio, from)))
    benvolio.sendPresence({ to: TYBALT })
    await Promise.all([juliet, tybalt].map(one => plain(one, BENVOLIO)))
    await plain(romeo, JULIET)
    stage.capulet.kill('SIGSTOP')
    await annotated(romeo, JULIET, 'server-unavailable', SLOW)
    benvolio.drop()
    await annotated(romeo, BENVOLIO, 'connection-paused')
    stage.capulet.kill('SIGCONT')
    await Promise.all([juliet, tybalt].map(one => annotated(one, BENVOLIO, 'connection-paused', SLOW)))
    await comeBack(benvolio)
    await Promise.all([juliet, tybalt].map(one => annotated(one, BENVOLIO, undefined, SLOW)))
    await caughtUp(tybalt)
    assert.doesNotMatch(tybalt.received.map(({ xml }) => xml).join(''), /probe|unsubscribed/)
  })
})

test('the servers had nothing to complain about', async () => {
  assert.deepEqual(await stage.complaints(), [])
})
