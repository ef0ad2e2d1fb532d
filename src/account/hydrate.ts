import type { Timestamp } from '../lib/time.ts'
import { ownCaps, ownClient } from '../session/own-info.ts'
import { applyClientInfo, clientKey } from '../state/clients.ts'
import { applyConversationChanges } from '../state/conversations.ts'
import { applyMessages } from '../state/messages.ts'
import { choiceAtSignIn, readChoice } from '../state/own-presence.ts'
import {
  applyPresences,
  applyReachability,
  applySettled,
  type PresenceSlice,
  type ReceivedPresence,
} from '../state/presence.ts'
import { applyRequests, applyRoster } from '../state/roster.ts'
import { readSettings } from '../state/settings.ts'
import type { AccountStore } from '../state/store.ts'
import type { AccountStorage, Snapshot } from '../storage/account-storage.ts'
import type { Presence } from '../xmpp/presence.ts'
import { loadRequests } from './contact-requests.ts'
import type { StreamRecord } from './stream-record.ts'

/** Fills the store with what the disk knows, all of it as last known: the network has not said anything yet. */
export async function hydrate(
  store: AccountStore,
  storage: AccountStorage,
  snapshot: Snapshot,
  { record, isNewVisit }: { readonly record: StreamRecord; readonly isNewVisit: boolean },
): Promise<void> {
  const [own, stored, requests] = await Promise.all([
    storage.readValue('own'),
    storage.readValue('settings'),
    loadRequests({ storage }),
  ])
  const settings = readSettings(stored)
  const before = readChoice(own) ?? store.getState().own
  const choice = isNewVisit ? choiceAtSignIn(before, settings.atSignIn) : before
  // Further tabs of this visit go by it.
  if (isNewVisit) void storage.writeValue('own', choice)
  const lastGood = record.stream?.at
  const isRosterKnown = snapshot.rosterItems.length > 0 || snapshot.rosterVersion !== undefined
  const now = Date.now()
  store.setState(state => {
    const roster = isRosterKnown
      ? applyRoster(state.roster, snapshot.rosterItems, snapshot.rosterVersion)
      : state.roster
    const presences = snapshot.presences.flatMap(({ resources }) => resources.map(fromDisk(now)))
    return {
      ...(lastGood === undefined ? {} : { connection: { state: 'connecting' as const, lastGood } }),
      own: { ...choice, ...(record.published && { published: record.published }) },
      settings,
      // Our other devices run the same program: nobody needs to ask them.
      clients: applyClientInfo(state.clients, clientKey(ownCaps), ownClient),
      roster: applyRequests(roster, requests, []),
      presence: applyPresences(withDomains(state.presence, record), presences),
      conversations: applyConversationChanges(state.conversations, snapshot.conversations),
      messages: applyMessages(state.messages, snapshot.outbox),
    }
  })
}

function withDomains(slice: PresenceSlice, { settled, unreachable = [] }: StreamRecord): PresenceSlice {
  const known = settled.reduce(applySettled, slice)
  return unreachable.reduce((next, [domain, since]) => applyReachability(next, domain, since), known)
}

/** We wrote these rows (presence-rows.ts): who annotated was looked at then, and one row alone knows no beginning. */
function fromDisk(now: Timestamp) {
  return (presence: Presence, index: number, rows: readonly Presence[]): ReceivedPresence => ({
    presence,
    at: now,
    witnessed: false,
    trusted: true,
    ...(presence.annotation && presence.delayedFrom !== undefined && { staleSince: presence.delayedFrom }),
    ...(!isRepeated(rows, index) && { sinceUnknown: true }),
  })
}

/** Whether another row of the same device without annotation stands beside this one. */
function isRepeated(rows: readonly Presence[], index: number): boolean {
  const here = rows[index]
  return [rows[index - 1], rows[index + 1]].some(row => row?.from === here?.from && !row?.annotation)
}
