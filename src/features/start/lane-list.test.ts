import { expect, test } from 'vitest'
import { MINUTE } from '../../lib/time.ts'
import { type AccountState, initialState } from '../../state/account-state.ts'
import type { ContactPresence, Device } from '../../state/presence.ts'
import { applyRoster } from '../../state/roster.ts'
import { createRosterLister } from '../../state/roster-list.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { createLaneLister, heldLanes } from './lane-list.ts'

const now = 10_000 * MINUTE
const ago = (minutes: number) => now - minutes * MINUTE

const device = (more: Partial<Device> = {}): ContactPresence => ({
  devices: [{ resource: 'desk', availability: 'available', priority: 0, at: ago(200), ...more }],
})
const paused = (minutes: number) =>
  device({ at: ago(minutes), stale: { kind: 'connection-paused', since: ago(1) } })
const seen = (minutes: number): ContactPresence => ({ devices: [], lastSeen: ago(minutes) })

/** Names are in the order of the alphabet, which only counts among equals. */
const cast: Readonly<Record<string, ContactPresence | undefined>> = {
  'anselm-offline': seen(60),
  'beatrice-idle': device({ idleSince: ago(40) }),
  'claudio-here': device(),
  'diomedes-xa': device({ availability: 'xa', since: ago(20) }),
  'emilia-paused': paused(30),
  'falstaff-dnd': device({ availability: 'dnd' }),
  'goneril-here': device({ availability: 'chat' }),
  'hamlet-idle': device({ idleSince: ago(5) }),
  'iago-away': device({ availability: 'away', since: ago(90) }),
  'juliet-away': device({ availability: 'away', idleSince: ago(10) }),
  'kent-paused': paused(3),
  'lear-offline': seen(2),
  'mab-offline-and-never-seen': { devices: [] },
  'nerissa-unknown': undefined,
}

test('the most reachable first, then whoever was there last', () => {
  const lanes = createLaneLister(createRosterLister())(stateOf(cast), now)
  expect(lanes.jids.map(nameOf)).toEqual([
    'claudio-here',
    'goneril-here',
    'falstaff-dnd',
    'hamlet-idle',
    'beatrice-idle',
    'juliet-away',
    'iago-away',
    'diomedes-xa',
    'kent-paused',
    'emilia-paused',
    'lear-offline',
    'anselm-offline',
    'mab-offline-and-never-seen',
    'nerissa-unknown',
  ])
  expect(lanes.connected).toBe(8)
})

test('the same answer is the same object', () => {
  const ask = createLaneLister(createRosterLister())
  const before = ask(stateOf(cast), now)
  expect(ask(stateOf(cast), now + MINUTE)).toBe(before)
  expect(ask(stateOf({ ...cast, 'falstaff-dnd': seen(0) }), now)).not.toBe(before)
})

test('time alone moves whoever becomes idle, and a lost server everybody, until it is back', () => {
  const ask = createLaneLister(createRosterLister())
  const state = stateOf({ ...cast, 'claudio-here': device({ idleSince: now - 30_000 }) })
  const placeOf = (at: number, of = state) => ask(of, at).jids.map(nameOf).indexOf('claudio-here')
  expect(placeOf(now)).toBe(0)
  expect(placeOf(now + MINUTE)).toBe(2)
  const unreachable = new Map([['kavel.example', { kind: 'server-unavailable' as const, since: now }]])
  const lost = { ...state, presence: { ...state.presence, unreachable } }
  expect(ask(lost, now + MINUTE).connected).toBe(0)
  expect(ask(state, now + MINUTE).connected).toBe(8)
  const contacts = new Map(state.presence.contacts).set('falstaff-dnd@kavel.example' as BareJid, seen(0))
  const left = { ...state, presence: { ...state.presence, contacts } }
  expect(ask(left, now + MINUTE).connected).toBe(7)
})

test('while somebody is at the list nobody changes places, but who is gone is gone', () => {
  const ask = createLaneLister(createRosterLister())
  const shown = ask(stateOf(cast), now)
  const moved = ask(stateOf({ ...cast, 'falstaff-dnd': seen(0) }), now)
  expect(moved.jids).not.toEqual(shown.jids)
  expect(heldLanes(shown, moved)).toBe(shown)
  const { 'iago-away': _, ...fewer } = cast
  const removed = ask(stateOf(fewer), now)
  expect(heldLanes(shown, removed)).toBe(removed)
})

function stateOf(contacts: typeof cast): AccountState {
  const state = initialState('lena@kavel.example' as BareJid)
  const jids = Object.keys(contacts).map(name => `${name}@kavel.example` as BareJid)
  const items = jids.map(jid => ({ jid, subscription: 'both' as const, pendingOut: false, groups: [] }))
  const known = jids.flatMap(jid => {
    const presence = contacts[nameOf(jid)]
    return presence ? [[jid, presence] as const] : []
  })
  return {
    ...state,
    connection: { state: 'online', since: 0 },
    roster: applyRoster(state.roster, items, undefined),
    presence: { ...state.presence, contacts: new Map(known) },
  }
}

function nameOf(jid: BareJid): string {
  return jid.slice(0, jid.indexOf('@'))
}
