import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClock } from '../../lib/clock.ts'
import { applyConversationChanges } from '../../state/conversations.ts'
import { applyPresences, applySettled } from '../../state/presence.ts'
import { applyRoster } from '../../state/roster.ts'
import { type AccountStore, createAccountStore } from '../../state/store.ts'
import type { BareJid, FullJid } from '../../xmpp/jid.ts'
import type { Availability } from '../../xmpp/presence.ts'
import { createRosterKeeper, type RosterKeeper } from './roster-keeper.ts'

let store: AccountStore
let keeper: RosterKeeper
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  store = createAccountStore('lena@kavel.example' as BareJid)
  const items = ['ann', 'bob', 'cat'].map(name => ({
    jid: `${name}@kavel.example` as BareJid,
    subscription: 'both' as const,
    pendingOut: false,
    groups: [],
  }))
  const { roster, presence } = store.getState()
  store.setState({
    connection: { state: 'online', since: Date.now() },
    roster: applyRoster(roster, items, undefined),
    presence: applySettled(presence, 'kavel.example'),
  })
  keeper = createRosterKeeper(store, createClock())
  stop = keeper.subscribe(() => {})
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

function say(name: string, availability: Availability) {
  const from = `${name}@kavel.example/desk` as FullJid
  const presence = { from, type: 'available' as const, availability, priority: 0 }
  const received = { presence, at: Date.now(), witnessed: true }
  store.setState(({ presence }) => ({ presence: applyPresences(presence, [received]) }))
  vi.advanceTimersByTime(50)
}
const order = () =>
  keeper
    .list()
    .groups.map(group => group.jids.map(jid => jid[0]).join(''))
    .join()
const arrive = () => vi.advanceTimersByTime(5_000)

test('right after the sign-in the list follows at once', () => {
  say('cat', 'available')
  expect(order()).toBe('cab')
})

test('later a row stays for three seconds; the counts do not wait', () => {
  arrive()
  say('cat', 'available')
  expect(order()).toBe('abc')
  expect(keeper.list().counts.here).toBe(1)
  vi.advanceTimersByTime(2_900)
  expect(order()).toBe('abc')
  vi.advanceTimersByTime(100)
  expect(order()).toBe('cab')
})

test('and for as long as the pointer or the focus is at the list', () => {
  arrive()
  keeper.busy('pointer')
  say('cat', 'available')
  vi.advanceTimersByTime(60_000)
  keeper.busy('focus')
  keeper.free('pointer')
  vi.advanceTimersByTime(60_000)
  expect(order()).toBe('abc')
  keeper.free('focus')
  vi.advanceTimersByTime(1)
  expect(order()).toBe('cab')
})

test('a filter shows a new list at once; who no longer passes stays under the pointer', () => {
  arrive()
  say('cat', 'available')
  keeper.ask({ filter: 'here', search: '' })
  expect(order()).toBe('c')
  keeper.busy('pointer')
  say('cat', 'away')
  expect(order()).toBe('c')
  keeper.ask({ filter: 'away', search: '' })
  expect(order()).toBe('c')
})

test('nothing is told when nothing changed', () => {
  arrive()
  const told = vi.fn()
  const stopTelling = keeper.subscribe(told)
  const { conversations } = store.getState()
  const jid = 'ann@kavel.example' as BareJid
  store.setState({ conversations: applyConversationChanges(conversations, [{ jid, draft: 'Hello' }]) })
  store.setState({ typing: { since: new Map() } })
  vi.advanceTimersByTime(100)
  expect(told).not.toHaveBeenCalled()
  stopTelling()
})
