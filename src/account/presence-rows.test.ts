import { expect, test } from 'vitest'
import { initialState } from '../state/account-state.ts'
import {
  applyPresences,
  applyReachability,
  type PresenceSlice,
  type ReceivedPresence,
} from '../state/presence.ts'
import { createAccountStore } from '../state/store.ts'
import { createMemoryStorage } from '../storage/memory-storage.ts'
import { type BareJid, type Jid, parseBareJid, parseJid } from '../xmpp/jid.ts'
import { hydrate } from './hydrate.ts'
import { presenceRows } from './presence-rows.ts'

const romeo = parseBareJid('romeo@montague.example') as BareJid
const juliet = parseBareJid('juliet@capulet.example') as BareJid
const balcony = parseJid('juliet@capulet.example/balcony') as Jid
const montague = parseJid('montague.example') as Jid
const then = Date.UTC(2026, 10, 20, 9)

const told = (
  at: number,
  witnessed: boolean,
  more: Partial<ReceivedPresence['presence']> = {},
): ReceivedPresence => ({
  presence: { from: balcony, type: 'available', availability: 'available', priority: 0, ...more },
  at,
  witnessed,
  trusted: true,
})

/** The next page’s presence, from what this one wrote. */
async function nextPage(slice: PresenceSlice): Promise<PresenceSlice> {
  const storage = createMemoryStorage()
  await storage.checkpoint({ presences: presenceRows(slice, new Set([juliet])) })
  const store = createAccountStore(romeo)
  const record = {
    arrivals: { lastOrder: 0, recent: [] },
    settled: [...slice.settled],
    unreachable: [...slice.unreachable].map(([domain, { since = 0 }]) => [domain, since] as const),
  }
  await hydrate(store, storage, await storage.load(), { record, isNewVisit: false })
  return store.getState().presence
}

const begin = initialState(romeo).presence
const staleNote = { annotation: { by: montague, kind: 'connection-paused' as const } }

test.each([
  ['since a moment that was seen', [told(then, true)]],
  ['a status later than its availability', [told(then, true), told(then + 60_000, true, { status: 'Soft' })]],
  ['since nobody knows when', [told(then, false)]],
  ['stale since a moment that was seen', [told(then, true), told(then + 60_000, true, staleNote)]],
  ['stale since nobody knows when', [told(then, false), told(then + 60_000, false, staleNote)]],
  ['gone', [told(then, true), told(then + 60_000, true, { type: 'unavailable' })]],
])('%s: a page that resumes knows it as the one before', async (_, received) => {
  const before = applyPresences(begin, received)
  expect((await nextPage(before)).contacts).toEqual(before.contacts)
})

test('a domain that was found silent is silent on the next page', async () => {
  const before = applyReachability(applyPresences(begin, [told(then, true)]), 'capulet.example', then)
  expect((await nextPage(before)).unreachable).toEqual(before.unreachable)
})
