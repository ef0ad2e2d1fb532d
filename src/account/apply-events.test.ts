import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../session/events.ts'
import { type AccountState, initialState } from '../state/account-state.ts'
import { unreadOf } from '../state/conversations.ts'
import { applyMessages, messageOf } from '../state/messages.ts'
import { devicesOf } from '../state/presence.ts'
import { applyRoster } from '../state/roster.ts'
import { isTyping } from '../state/typing.ts'
import { whereaboutsOf } from '../state/whereabouts.ts'
import { type BareJid, type Jid, parseBareJid, parseJid } from '../xmpp/jid.ts'
import type { Message } from '../xmpp/message.ts'
import type { Presence } from '../xmpp/presence.ts'
import { applyEvents } from './apply-events.ts'
import { createArrivals } from './arrivals.ts'

const bare = (text: string) => parseBareJid(text) as BareJid
const jid = (text: string) => parseJid(text) as Jid
const romeo = bare('romeo@montague.example')
const juliet = bare('juliet@capulet.example')
const balcony = jid('juliet@capulet.example/balcony')
const now = Date.UTC(2026, 10, 20, 12)

function verona(): AccountState {
  const state = initialState(romeo)
  const item = { jid: juliet, subscription: 'both' as const, pendingOut: false, groups: [] }
  return {
    ...state,
    connection: { state: 'online', since: now },
    roster: applyRoster(state.roster, [item], undefined),
  }
}

function live(message: Partial<Message>): SessionEvent {
  const whole: Message = { from: balcony, to: romeo, type: 'chat', ...message }
  return { type: 'message', message: whole, provenance: { kind: 'live' }, receivedAt: now }
}

function here(presence: Partial<Presence>): SessionEvent {
  const whole: Presence = {
    from: balcony,
    type: 'available',
    availability: 'available',
    priority: 0,
    ...presence,
  }
  return { type: 'presence', presence: whole }
}

function play(state: AccountState, ...events: SessionEvent[]) {
  const arrivals = createArrivals()
  return applyEvents(state, events, { now, arrivals, watched: undefined, ownMessage: () => undefined })
}

describe('messages', () => {
  test('one from a contact is unread news and is written with its conversation', () => {
    const { state, checkpoint } = play(verona(), live({ id: 'm1', body: 'Wherefore art thou?' }))
    expect(unreadOf(state.conversations, juliet)).toBe(1)
    expect(checkpoint.messages).toHaveLength(1)
    expect(checkpoint.conversations?.[0]).toMatchObject({ jid: juliet, unread: 1 })
  })

  test('the same stanza replayed after a lost acknowledgement counts once', () => {
    const again = live({ id: 'm1', body: 'Wherefore art thou?' })
    const { state } = play(verona(), again, again)
    expect(unreadOf(state.conversations, juliet)).toBe(1)
    expect(state.messages.byConversation.get(juliet)?.messages).toHaveLength(1)
  })

  test('another text under a used id is another message (T38)', () => {
    const { state } = play(verona(), live({ id: 'm1', body: 'Yes' }), live({ id: 'm1', body: 'No' }))
    expect(state.messages.byConversation.get(juliet)?.messages.map(({ body }) => body)).toEqual(['Yes', 'No'])
  })

  test('a watched conversation has nothing unread', () => {
    const around = { now, arrivals: createArrivals(), watched: juliet, ownMessage: () => undefined }
    const { state } = applyEvents(verona(), [live({ id: 'm1', body: 'Here' })], around)
    expect(unreadOf(state.conversations, juliet)).toBe(0)
  })

  test('a carbon of our own answer is ours, sent, and what came before was read there', () => {
    const { state } = play(verona(), live({ id: 'm1', body: 'Romeo?' }), {
      type: 'message',
      message: {
        from: jid('romeo@montague.example/phone'),
        to: juliet,
        type: 'chat',
        id: 'c1',
        body: 'Here',
      },
      provenance: { kind: 'carbon', direction: 'sent' },
      receivedAt: now,
    })
    expect(unreadOf(state.conversations, juliet)).toBe(0)
    expect(messageOf(state.messages, juliet, 'c1')).toMatchObject({ direction: 'out', delivery: 'sent' })
  })

  test('a foreign delay stamp moves nothing (T14); our server’s does', () => {
    const stamp = now - 86_400_000
    const { state } = play(
      verona(),
      live({ id: 'm1', body: 'forged', delay: { stamp, from: jid('mallory.example') } }),
      live({ id: 'm2', body: 'stored', delay: { stamp, from: jid('montague.example') } }),
    )
    const messages = state.messages.byConversation.get(juliet)?.messages ?? []
    expect(messages.map(({ at }) => at)).toEqual([now, stamp])
  })

  test('an error fails our message to that very peer only (T15)', () => {
    const own = { conversation: juliet, key: 'o1' }
    const error = { type: 'cancel' as const, condition: 'service-unavailable' }
    const state = verona()
    const before: AccountState = {
      ...state,
      messages: applyMessages(state.messages, [
        { ...own, direction: 'out', from: romeo, body: 'Hello', at: now, order: 1, delivery: 'sent' },
      ]),
    }
    const around = { now, arrivals: createArrivals(), watched: undefined, ownMessage: () => own }
    const bounce = (from: Jid) =>
      applyEvents(before, [live({ from, type: 'error', id: 'o1', error })], around).state
    expect(messageOf(bounce(juliet).messages, juliet, 'o1')?.delivery).toBe('failed')
    expect(messageOf(bounce(jid('mallory.example')).messages, juliet, 'o1')?.delivery).toBe('sent')
  })
})

describe('typing', () => {
  test('composing shows, the message ends it', () => {
    const typing = play(verona(), live({ chatState: 'composing' })).state
    expect(isTyping(typing.typing, juliet, now)).toBe(true)
    const said = play(typing, live({ id: 'm1', body: 'There', chatState: 'active' })).state
    expect(isTyping(said.typing, juliet, now)).toBe(false)
  })

  test('leaving ends it, and stored "composing" is no evidence', () => {
    const typing = play(verona(), live({ chatState: 'composing' })).state
    expect(isTyping(play(typing, here({ type: 'unavailable' })).state.typing, juliet, now)).toBe(false)
    const stale = live({ chatState: 'composing', delay: { stamp: now - 60_000 } })
    expect(isTyping(play(verona(), stale).state.typing, juliet, now)).toBe(false)
  })
})

describe('presence', () => {
  test('of a contact is kept and written, of a stranger it is not', () => {
    const stranger = jid('mallory@evil.example/lair')
    const { state, checkpoint } = play(verona(), here({}), here({ from: stranger }))
    expect(devicesOf(state.presence, juliet)).toHaveLength(1)
    expect(devicesOf(state.presence, bare('mallory@evil.example'))).toHaveLength(0)
    expect(checkpoint.presences?.map(row => row.jid)).toEqual([juliet])
  })

  test('of somebody added in the same batch counts', () => {
    const nurse = bare('nurse@capulet.example')
    const item = { jid: nurse, subscription: 'to' as const, pendingOut: false, groups: [] }
    const { state } = play(
      verona(),
      { type: 'roster-push', item },
      here({ from: jid('nurse@capulet.example/x') }),
    )
    expect(devicesOf(state.presence, nurse)).toHaveLength(1)
  })

  test('a request to see us waits for an answer, unless it was given before', () => {
    const { state } = play(
      verona(),
      here({ type: 'subscribe', from: bare('paris@verona.example'), nickname: 'Paris' }),
      here({ type: 'subscribe', from: juliet }),
    )
    expect([...state.roster.requests.values()].map(({ nickname }) => nickname)).toEqual(['Paris'])
  })
})

describe('the end of a subscription', () => {
  test('whoever is removed is not "here" any more, in memory and on the disk', () => {
    const before = play(verona(), here({})).state
    expect(whereaboutsOf(before, juliet, now).state).toBe('here')
    const item = { jid: juliet, subscription: 'remove' as const, pendingOut: false, groups: [] }
    const { state, checkpoint } = play(before, { type: 'roster-push', item })
    expect(whereaboutsOf(state, juliet, now).state).toBe('not-shared')
    expect(checkpoint.presences).toEqual([{ jid: juliet, resources: [] }])
  })

  test('presence that was sent to us all the same does not make a contact of anybody (DESIGN §3.2)', () => {
    const item = { jid: juliet, subscription: 'from' as const, pendingOut: false, groups: [] }
    const { state } = play(play(verona(), { type: 'roster-push', item }).state, here({}))
    expect(whereaboutsOf(state, juliet, now).state).toBe('not-shared')
  })
})

test('what its sender sent twice is one message, whatever the archive calls the copies', () => {
  const copy = (id: string) =>
    live({ id: 'm1', originId: 'm1', body: 'Once', stanzaIds: [{ id, by: romeo }] })
  const { state } = play(verona(), copy('a1'), copy('a2'))
  expect(state.messages.byConversation.get(juliet)?.messages).toHaveLength(1)
})
