import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../lib/time.ts'
import { type BareJid, domainOf, type Jid, parseBareJid, parseJid } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import type { StateAnnotation } from '../xmpp/xep/0310-presence-state-annotations.ts'
import { type AccountState, initialState } from './account-state.ts'
import { applyPresences, applyReachability, type ReceivedPresence } from './presence.ts'
import { applyRoster } from './roster.ts'
import { applyTyping } from './typing.ts'
import { standingOf, whereaboutsOf } from './whereabouts.ts'

const now = 1_000_000 * MINUTE
const romeo = parseBareJid('romeo@montague.lit') as BareJid
const juliet = parseBareJid('juliet@capulet.lit') as BareJid
const orchard = parseJid('juliet@capulet.lit/orchard') as Jid
const balcony = parseJid('juliet@capulet.lit/balcony') as Jid
const montague = parseJid('montague.lit') as Jid
const capulet = parseJid('capulet.lit') as Jid

const begun: AccountState = (() => {
  const state = initialState(romeo)
  const item = { jid: juliet, subscription: 'both' as const, pendingOut: false, groups: [] }
  return {
    ...state,
    connection: { state: 'online', since: 0 },
    roster: applyRoster(state.roster, [item], undefined),
  }
})()

function presence(more: Partial<Presence> = {}, at = now, trusted = true): ReceivedPresence {
  const whole: Presence = {
    from: orchard,
    type: 'available',
    availability: 'available',
    priority: 0,
    ...more,
  }
  return { presence: whole, at, witnessed: true, trusted }
}

const annotated = (annotation: Partial<StateAnnotation>, more: Partial<Presence> = {}, at = now) =>
  presence({ ...more, annotation: { by: montague, ...annotation } }, at)

const having = (...received: ReceivedPresence[]): AccountState => ({
  ...begun,
  presence: applyPresences(begun.presence, received),
})

const about = (state: AccountState, at = now) => whereaboutsOf(state, juliet, at)

const unavailable = annotated({ kind: 'server-unavailable', description: 'gone' }, {}, now + MINUTE)

describe('an annotated presence', () => {
  test('says how sure we are, and since when, and changes nothing of what was', () => {
    const state = having(presence({ status: 'Here', idleSince: now - 9 * MINUTE }), unavailable)
    expect(about(state, now + MINUTE)).toMatchObject({
      availability: 'available',
      status: 'Here',
      stale: { kind: 'server-unavailable', since: now + MINUTE, description: 'gone' },
      staleFrom: now,
    })
    expect(about(state, now + MINUTE).idleSince).toBeUndefined()
    expect(standingOf(about(state))).toBe('unsure')
  })

  test('of somebody nobody has told us of is last known at once, and never here', () => {
    const state = having(unavailable)
    expect(about(state)).toMatchObject({ state: 'here', stale: { kind: 'server-unavailable' } })
    expect(standingOf(about(state))).toBe('unsure')
  })

  test('of somebody who has gone brings nobody back', () => {
    expect(about(having(presence(), presence({ type: 'unavailable' }), unavailable)).state).toBe('offline')
  })

  test('of another device, later, makes no device; at sign-in it does', () => {
    const other = annotated({ kind: 'connection-paused' }, { from: balcony })
    expect(having(presence(), other).presence.contacts.get(juliet)?.devices).toHaveLength(1)
    const signingIn = { ...other, witnessed: false }
    expect(having(presence(), signingIn).presence.contacts.get(juliet)?.devices).toHaveLength(2)
  })

  test('again is the same news, with its first time', () => {
    const again = annotated({ kind: 'server-unavailable' }, {}, now + 5 * MINUTE)
    expect(about(having(presence(), unavailable, again)).stale?.since).toBe(now + MINUTE)
  })

  test('from somebody who may not annotate is a presence like others', () => {
    const { presence: forged } = unavailable
    expect(about(having(presence(), presence(forged, now, false))).stale).toBeUndefined()
  })
})

test('told at sign-in, nobody knows since when', () => {
  const state = having({ ...presence(), witnessed: false }, { ...unavailable, witnessed: false })
  expect(about(state).stale).toEqual({ kind: 'server-unavailable', by: montague, description: 'gone' })
})

describe('it does not end', () => {
  test.each([
    [
      'by a note of somebody who may not annotate',
      { by: parseJid('evil.example') as Jid, kind: 'other' as const },
    ],
    ['by an empty one of theirs', { by: parseJid('evil.example') as Jid }],
    ['by one of nobody', { kind: 'server-unavailable' as const }],
  ])('%s', (_, annotation) => {
    const forged = presence({ annotation }, now + MINUTE, false)
    expect(about(having(presence(), unavailable, forged)).stale?.kind).toBe('server-unavailable')
  })
})

describe('it ends', () => {
  test('by an empty annotation of the same annotator, idle time and all', () => {
    const state = having(presence({ idleSince: now - 9 * MINUTE }), unavailable, annotated({}))
    expect(about(state)).toMatchObject({ availability: 'available', idleSince: now - 9 * MINUTE })
    expect(about(state).stale).toBeUndefined()
  })

  test('not by one of another annotator', () => {
    const other = presence({ annotation: { by: capulet } })
    expect(about(having(presence(), unavailable, other)).stale?.kind).toBe('server-unavailable')
  })

  test('by a plain presence, by going, by an error', () => {
    expect(about(having(presence(), unavailable, presence())).stale).toBeUndefined()
    expect(about(having(presence(), unavailable, presence({ type: 'unavailable' }))).state).toBe('offline')
    expect(about(having(presence(), unavailable, presence({ type: 'error' }))).state).toBe('offline')
  })
})

describe('several devices', () => {
  test('one live device is enough to speak for all, however little reachable', () => {
    const state = having(
      presence({ availability: 'chat' }),
      presence({ from: balcony, availability: 'xa' }),
      unavailable,
    )
    expect(about(state)).toMatchObject({ availability: 'xa' })
    expect(about(state).stale).toBeUndefined()
  })

  test('where all are stale, unreachable beats paused', () => {
    const paused = annotated({ kind: 'connection-paused' })
    const other = annotated({ kind: 'server-unavailable' }, { from: balcony, availability: 'away' })
    const state = having(presence(), presence({ from: balcony, availability: 'away' }), paused, other)
    expect(about(state)).toMatchObject({ availability: 'available', stale: { kind: 'server-unavailable' } })
  })
})

test('typing counts only when it came after the note', () => {
  const state = having(presence(), unavailable)
  const typed = (at: number) => ({
    ...state,
    typing: applyTyping(state.typing, [{ contact: juliet, from: orchard, kind: 'composing', at }]),
  })
  expect(about(typed(now), now + MINUTE).typing).toBe(false)
  expect(about(typed(now + MINUTE + 1), now + MINUTE + 2).typing).toBe(true)
})

test('a domain that we found silent makes all of its contacts last known, in one step', () => {
  const state = having(presence())
  const silent = { ...state, presence: applyReachability(state.presence, domainOf(juliet), now) }
  expect(about(silent)).toMatchObject({
    availability: 'available',
    stale: { kind: 'server-unavailable' },
    staleFrom: now,
  })
  expect(
    about({ ...silent, presence: applyReachability(silent.presence, domainOf(juliet), undefined) }).stale,
  ).toBeUndefined()
})

test('no storm of annotations ever makes anybody "here" who was not', () => {
  const kinds = fc.constantFrom('connection-paused' as const, 'server-unavailable' as const, 'other' as const)
  const note = fc.record({
    kind: kinds,
    by: fc.constantFrom(montague, capulet),
    from: fc.constantFrom(orchard, balcony),
    witnessed: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(note), notes => {
      const storm = notes.map(({ from, witnessed, ...annotation }) => ({
        ...presence({ from, annotation }),
        witnessed,
      }))
      expect(standingOf(about(having(...storm)))).toBe('unsure')
    }),
  )
})
