import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../lib/time.ts'
import type { BareJid, FullJid } from '../xmpp/jid.ts'
import type { Availability } from '../xmpp/presence.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import { type AccountState, initialState } from './account-state.ts'
import { applyConversationChanges, applyNews } from './conversations.ts'
import { applyPresences, applySettled } from './presence.ts'
import { applyRoster, applyRosterPushes } from './roster.ts'
import { createRosterLister, type RosterFilter, rosterList, STRANGERS } from './roster-list.ts'
import { applyTyping } from './typing.ts'
import { rosterRank, standingOf, whereaboutsOf } from './whereabouts.ts'

const now = 1_000 * MINUTE
const bare = (text: string) => text as BareJid
const ask = (filter: RosterFilter = 'all', search = '') => ({ filter, search, now })

function contact(jid: string, more: Partial<RosterItem> = {}): RosterItem {
  return { jid: bare(jid), subscription: 'both', pendingOut: false, groups: [], ...more }
}

function online(items: readonly RosterItem[]): AccountState {
  const state = initialState(bare('lena@kavel.example'))
  return {
    ...state,
    connection: { state: 'online', since: 0 },
    roster: applyRoster(state.roster, items, undefined),
    presence: applySettled(state.presence, 'kavel.example'),
  }
}

function present(
  state: AccountState,
  jid: string,
  availability: Availability,
  more: { readonly idleFor?: number; readonly status?: string; readonly resource?: string } = {},
): AccountState {
  const presence = {
    from: `${jid}/${more.resource ?? 'desk'}` as FullJid,
    type: 'available' as const,
    availability,
    priority: 0,
    ...(more.idleFor === undefined ? {} : { idleSince: now - more.idleFor }),
    ...(more.status === undefined ? {} : { status: more.status }),
  }
  return { ...state, presence: applyPresences(state.presence, [{ presence, at: now, witnessed: true }]) }
}

const names = (state: AccountState, filter?: RosterFilter, search?: string) =>
  rosterList(state, ask(filter, search)).groups.flatMap(group => group.jids.map(jid => jid.split('@')[0]))

describe('the order in a group', () => {
  test('here, do not disturb, idle, away, away for long, offline, not known, not shared; then by name', () => {
    let state = online([
      contact('waiting@kavel.example', { subscription: 'none', pendingOut: true }),
      contact('unknown@elsewhere.example'),
      contact('offline@kavel.example'),
      ...['xa', 'away', 'idle', 'dnd', 'bob', 'ann'].map(name => contact(`${name}@kavel.example`)),
    ])
    state = present(state, 'xa@kavel.example', 'xa')
    state = present(state, 'away@kavel.example', 'away')
    state = present(state, 'idle@kavel.example', 'available', { idleFor: MINUTE })
    state = present(state, 'dnd@kavel.example', 'dnd')
    state = present(state, 'bob@kavel.example', 'available')
    state = present(state, 'ann@kavel.example', 'chat', { idleFor: MINUTE - 1 })
    expect(names(state)).toEqual(['ann', 'bob', 'dnd', 'idle', 'away', 'xa', 'offline', 'unknown', 'waiting'])
  })

  test('typing and unread messages move nobody', () => {
    let state = online([contact('ann@kavel.example'), contact('bob@kavel.example')])
    state = present(state, 'ann@kavel.example', 'available')
    state = present(state, 'bob@kavel.example', 'available', { idleFor: 5 * MINUTE })
    const before = names(state)
    const bob = bare('bob@kavel.example')
    const busy = {
      ...state,
      typing: applyTyping(state.typing, [{ contact: bob, from: bob, kind: 'composing', at: now }]),
      conversations: applyConversationChanges(state.conversations, [{ jid: bob, unread: 3 }]),
    }
    expect(whereaboutsOf(busy, bob, now).typing).toBe(true)
    expect(names(busy)).toEqual(before)
  })

  test('names are compared as people compare them', () => {
    const state = online(
      ['Zoe', 'Émile', 'adam', 'Name 10', 'Name 9'].map(name =>
        contact(`${name.length}${name.codePointAt(0)}@kavel.example`, { name }),
      ),
    )
    const { groups } = rosterList(state, ask())
    expect(groups[0]?.jids.map(jid => state.roster.items.get(jid)?.name)).toEqual([
      'adam',
      'Émile',
      'Name 9',
      'Name 10',
      'Zoe',
    ])
  })
})

test('groups by name, those in no group last, in several groups in each', () => {
  let state = online([
    contact('ann@kavel.example', { groups: ['Work', 'Friends', 'Work'] }),
    contact('bob@kavel.example', { groups: ['Work'] }),
    contact('cat@kavel.example'),
  ])
  state = present(state, 'ann@kavel.example', 'available')
  const { groups, counts } = rosterList(state, ask())
  expect(groups.map(({ name, here, total }) => [name, here, total])).toEqual([
    ['Friends', 1, 1],
    ['Work', 1, 2],
    ['', 0, 1],
  ])
  expect(counts).toEqual({ all: 3, here: 1, away: 0, out: 0, unread: 0 })
})

describe('filters and search', () => {
  let state = online(
    ['ann', 'bob', 'cat'].map(name => contact(`${name}@kavel.example`, { name: name.toUpperCase() })),
  )
  state = present(state, 'ann@kavel.example', 'dnd')
  state = present(state, 'bob@kavel.example', 'dnd', { idleFor: 3 * MINUTE, status: 'At the Lake' })

  test('do not disturb is here, and away once idle', () => {
    expect(names(state, 'here')).toEqual(['ann'])
    expect(names(state, 'away')).toEqual(['bob'])
  })
  test.each([
    ['aNN', ['ann']],
    ['cat@kavel', ['cat']],
    ['the lake', ['bob']],
    ['  ', ['ann', 'bob', 'cat']],
    ['nobody', []],
  ])('search for %j', (search, found) => expect(names(state, 'all', search)).toEqual(found))

  test('nobody is known to be here while we are disconnected; the order stays', () => {
    const cut: AccountState = { ...state, connection: { state: 'offline', lastGood: now, nextTry: now } }
    expect(rosterList(cut, ask()).counts).toMatchObject({ here: 0, away: 0 })
    const later = { ...ask(), now: now + 60 * MINUTE }
    expect(rosterList(cut, later).groups[0]?.jids).toEqual(rosterList(state, ask()).groups[0]?.jids)
  })
})

const anyAvailability = fc.constantFrom<Availability>('available', 'chat', 'away', 'xa', 'dnd')
const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant('presence' as const),
    who: fc.integer({ min: 0, max: 9 }),
    resource: fc.constantFrom('a', 'b'),
    availability: anyAvailability,
    idleFor: fc.option(fc.integer({ min: 0, max: 3 * MINUTE }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('push' as const),
    who: fc.integer({ min: 0, max: 9 }),
    name: fc.string({ maxLength: 3 }),
    subscription: fc.constantFrom('both', 'to', 'from', 'none', 'remove'),
  }),
  fc.record({ kind: fc.constant('time' as const), passed: fc.integer({ min: 0, max: 2 * MINUTE }) }),
)

test('a lister with a memory says what one without says, and what the contacts’ whereabouts say', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), steps => {
      const remembering = createRosterLister()
      let state = online(Array.from({ length: 10 }, (_, i) => contact(`u${i}@kavel.example`)))
      let time = now
      for (const step of steps) {
        const jid = `u${'who' in step ? step.who : 0}@kavel.example`
        if (step.kind === 'time') time += step.passed
        else if (step.kind === 'push') {
          const item = contact(jid, { name: step.name, subscription: step.subscription })
          state = { ...state, roster: applyRosterPushes(state.roster, [{ item }]) }
        } else {
          const { availability, resource, idleFor } = step
          state = present(state, jid, availability, {
            resource,
            ...(idleFor === undefined ? {} : { idleFor }),
          })
        }
        const question = { filter: 'all' as const, search: '', now: time }
        const list = remembering(state, question)
        expect(list).toEqual(rosterList(state, question))
        const abouts = list.groups.flatMap(group => group.jids.map(jid => whereaboutsOf(state, jid, time)))
        const ranks = abouts.map(rosterRank)
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
        expect(list.counts.here).toBe(abouts.filter(about => standingOf(about) === 'here').length)
        expect(list.counts.away).toBe(abouts.filter(about => standingOf(about) === 'away').length)
      }
    }),
    { numRuns: 60 },
  )
})

test('who wrote to us without being a contact is listed last, unless blocked', () => {
  const state = online([contact('ada@kavel.example', { groups: ['Platform'] })])
  const stranger = bare('ines@tidal.example')
  const news = [{ jid: stranger, at: now, unread: true }]
  const written = { ...state, conversations: applyNews(state.conversations, news) }
  const asked = ask()
  expect(rosterList(written, asked).groups.map(group => [group.name, group.jids])).toEqual([
    ['Platform', [bare('ada@kavel.example')]],
    [STRANGERS, [stranger]],
  ])
  expect(rosterList(written, asked).counts.unread).toBe(1)
  const blocked = { ...written, blocking: { supported: true, jids: new Set([stranger]) } }
  expect(rosterList(blocked, asked).groups).toHaveLength(1)
})
