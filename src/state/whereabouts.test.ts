import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../lib/time.ts'
import type { BareJid, FullJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import { type AccountState, initialState } from './account-state.ts'
import { applyClientInfo, clientKey } from './clients.ts'
import { applyPresences, applySettled } from './presence.ts'
import { applyRoster } from './roster.ts'
import { applyTyping, TYPING_EXPIRES } from './typing.ts'
import { whereaboutsOf } from './whereabouts.ts'

const now = 1_000 * MINUTE
const mira = 'mira@kavel.example' as BareJid
const desk = `${mira}/desk` as FullJid
const phone = `${mira}/phone` as FullJid

function start(subscription: 'both' | 'from' | 'none' = 'both', pendingOut = false): AccountState {
  const state = initialState('lena@kavel.example' as BareJid)
  const item = { jid: mira, subscription, pendingOut, groups: [] }
  return {
    ...state,
    connection: { state: 'online', since: 0 },
    roster: applyRoster(state.roster, [item], undefined),
  }
}

function receive(
  state: AccountState,
  from: FullJid | BareJid,
  more: Partial<Presence> = {},
  at = now,
): AccountState {
  const presence: Presence = { from, type: 'available', availability: 'available', priority: 0, ...more }
  return { ...state, presence: applyPresences(state.presence, [{ presence, at, witnessed: true }]) }
}

const ask = (state: AccountState, at = now) => whereaboutsOf(state, mira, at)

describe('four kinds of silence', () => {
  test('unknown until the server has had its chance, offline from then on', () => {
    expect(ask(start()).state).toBe('unknown')
    const settled = { ...start(), presence: applySettled(start().presence, 'kavel.example') }
    expect(ask(settled).state).toBe('offline')
  })
  test('no answer to our request yet, and none to be expected', () => {
    expect(ask(start('none', true)).state).toBe('waiting')
    expect(ask(start('from')).state).toBe('not-shared')
  })
  test('who was seen to leave is offline, last seen then', () => {
    const left = receive(receive(start(), desk), desk, { type: 'unavailable' }, now + SECOND)
    expect(ask(left, now + MINUTE)).toMatchObject({ state: 'offline', lastSeen: now + SECOND })
  })
  test('a stamp from the future is no time to have been seen at', () => {
    const left = receive(receive(start(), desk), mira, {
      type: 'unavailable',
      delayedFrom: now + 60 * MINUTE,
    })
    expect(ask(left)).toMatchObject({ state: 'offline', lastSeen: now })
  })
})

describe('several devices', () => {
  test('the most reachable one speaks; among equals the smallest idle time', () => {
    const away = receive(start(), phone, { availability: 'away' })
    expect(ask(receive(away, desk)).availability).toBe('available')
    const idle = receive(receive(start(), phone, { idleSince: now - 9 * MINUTE }), desk, {
      idleSince: now - 3 * MINUTE,
    })
    expect(ask(idle).idleSince).toBe(now - 3 * MINUTE)
    expect(ask(receive(idle, phone)).idleSince).toBeUndefined()
    expect(
      ask(receive(receive(start(), phone, { availability: 'dnd' }), desk, { availability: 'xa' }))
        .availability,
    ).toBe('xa')
  })
  test('one leaves, the other stays', () => {
    const both = receive(receive(start(), phone, { availability: 'away' }), desk)
    expect(ask(receive(both, desk, { type: 'unavailable' }))).toMatchObject({
      state: 'here',
      availability: 'away',
    })
  })
})

describe('time', () => {
  test('nobody is idle under a minute, and the answer says when that changes', () => {
    const state = receive(start(), desk, { idleSince: now - 10 * SECOND })
    const about = ask(state)
    expect(about.idleSince).toBeUndefined()
    expect(about.until).toBe(now + 50 * SECOND)
    expect(ask(state, now + 50 * SECOND)).toMatchObject({ idleSince: now - 10 * SECOND })
  })
  test('typing clears idle, and runs out by itself', () => {
    const idle = receive(start(), desk, { idleSince: now - 9 * MINUTE })
    const typing = applyTyping(idle.typing, [{ contact: mira, from: desk, kind: 'composing', at: now }])
    const about = ask({ ...idle, typing })
    expect(about).toMatchObject({ typing: true, until: now + TYPING_EXPIRES })
    expect(about.idleSince).toBeUndefined()
    expect(ask({ ...idle, typing }, now + TYPING_EXPIRES)).toMatchObject({
      typing: false,
      idleSince: now - 9 * MINUTE,
    })
  })
  test('while we are disconnected time stands still at what we last knew', () => {
    const state = receive(start(), desk, { idleSince: now - 30 * SECOND })
    const cut: AccountState = { ...state, connection: { state: 'offline', lastGood: now, nextTry: now } }
    expect(ask(cut, now + 60 * MINUTE)).toEqual({
      state: 'here',
      live: false,
      lastKnown: now,
      typing: false,
      availability: 'available',
      since: now,
    })
  })
  test('who never tells idle times is available, and no more is known', () => {
    const caps = { hash: 'sha-1', ver: 'v', node: 'https://client.example' }
    const knowing = (features: readonly string[], state: AccountState): AccountState => ({
      ...state,
      clients: applyClientInfo(state.clients, clientKey(caps), { features }),
    })
    const told = receive(start(), desk, { caps })
    expect(ask(told).idleUnknown).toBe(true)
    expect(ask(knowing(['urn:xmpp:ping'], told)).idleUnknown).toBe(true)
    expect(ask(knowing(['urn:xmpp:idle:1'], told)).idleUnknown).toBeUndefined()
    expect(ask(receive(start(), desk, { idleSince: now })).idleUnknown).toBeUndefined()
  })
})
