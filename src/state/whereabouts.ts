import type { Timestamp } from '../lib/time.ts'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import type { Availability } from '../xmpp/presence.ts'
import { NS_IDLE } from '../xmpp/xep/0319-last-interaction.ts'
import type { AccountState } from './account-state.ts'
import { clientKey } from './clients.ts'
import { isOnline, lastKnownAt } from './connection.ts'
import { type Device, IDLE_THRESHOLD, isIdle, type Stale, winningDevice } from './presence.ts'
import { sharesWithUs, subscriptionOf } from './roster.ts'
import { TYPING_EXPIRES, typingUntil } from './typing.ts'

/**
 * What may be said about a contact, and how sure it is. `unknown` (nobody told us yet), `not-shared`
 * (nobody will), `waiting` (they have not answered our request) and `offline` look alike and are not.
 */
export interface Whereabouts {
  readonly state: 'here' | 'not-shared' | 'offline' | 'unknown' | 'waiting'
  /** Of the winning device; only with state `here`. */
  readonly availability?: Availability
  /** False while we are disconnected: everything is last known. */
  readonly live: boolean
  /** When it was last true, while not live and if we know. */
  readonly lastKnown?: Timestamp
  /** Only while idle for a minute or more. */
  readonly idleSince?: Timestamp
  /** The client never tells when it is idle, as far as we know: that it is available says nothing of who sits there. */
  readonly idleUnknown?: true
  /** Since when the availability holds, if known. */
  readonly since?: Timestamp
  readonly status?: string
  readonly lastSeen?: Timestamp
  /** Every device of theirs is only last known (XEP-0310), or their whole domain is. */
  readonly stale?: Stale
  /** The time of the presence that `stale` is about. */
  readonly staleFrom?: Timestamp
  readonly typing: boolean
  /** When the passing of time alone may change this answer: a device becomes idle, a typing notice runs out. */
  readonly until?: Timestamp
}

/** The verdict about one contact at `now`; while disconnected, as it was when we last knew. */
export function whereaboutsOf(state: AccountState, jid: BareJid, now: Timestamp): Whereabouts {
  const live = isOnline(state.connection)
  const asOf = lastKnownAt(state.connection)
  const contact = state.presence.contacts.get(jid)
  const devices = contact?.devices ?? []
  const at = asOf === undefined ? now : Math.min(asOf, now)
  const winner = winningDevice(devices, at)
  const stale = graverStale(devices, winner) ?? state.presence.unreachable.get(domainOf(jid))
  const typing = live ? typingEnds(state, jid, now, stale) : undefined
  const until = live ? soonest(typing, nextIdle(devices, now)) : undefined
  const common = {
    live,
    typing: typing !== undefined,
    ...(asOf === undefined ? {} : { lastKnown: asOf }),
    ...(until === undefined ? {} : { until }),
  }
  if (!sharesWithUs(state.roster, jid) && jid !== state.self) {
    const isWaiting = subscriptionOf(state.roster, jid) === 'pending-out'
    return { ...common, state: isWaiting ? 'waiting' : 'not-shared' }
  }
  if (winner) {
    const unsure = stale ? { stale, staleFrom: winner.at } : {}
    return {
      ...common,
      state: 'here',
      ...saying(winner, at, common.typing || stale !== undefined),
      ...tellsIdle(state, winner),
      ...unsure,
    }
  }
  const isSettled = contact !== undefined || state.presence.settled.has(domainOf(jid))
  const lastSeen = contact?.lastSeen
  return {
    ...common,
    state: isSettled ? 'offline' : 'unknown',
    ...(stale ? { stale } : {}),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  }
}

/** The same for one of the contact's devices. */
export function deviceWhereabouts(
  state: AccountState,
  device: Device,
  now: Timestamp,
  domain?: string,
): Whereabouts {
  const live = isOnline(state.connection)
  const lastKnown = lastKnownAt(state.connection)
  const until = live ? nextIdle([device], now) : undefined
  const stale = device.stale ?? (domain === undefined ? undefined : state.presence.unreachable.get(domain))
  return {
    state: 'here',
    live,
    typing: false,
    ...(lastKnown === undefined ? {} : { lastKnown }),
    ...(until === undefined ? {} : { until }),
    ...saying(device, Math.min(lastKnown ?? now, now), stale !== undefined),
    ...tellsIdle(state, device),
    ...(stale ? { stale, staleFrom: device.at } : {}),
  }
}

/** Where all devices are stale, an unreachable server counts more than a paused connection (DESIGN §3.4). */
function graverStale(devices: readonly Device[], winner: Device | undefined): Stale | undefined {
  if (!winner?.stale) return undefined
  return devices.find(({ stale }) => stale?.kind === 'server-unavailable')?.stale ?? winner.stale
}

/** When typing evidence runs out; a note that came later than it makes it worthless. */
function typingEnds(
  state: AccountState,
  jid: BareJid,
  now: Timestamp,
  stale: Stale | undefined,
): Timestamp | undefined {
  const until = typingUntil(state.typing, jid, now)
  return until !== undefined && stale && until - TYPING_EXPIRES <= (stale.since ?? 0) ? undefined : until
}

/** What the winning device says; without idle time where newer evidence or a stale note makes it say nothing. */
function saying(device: Device, at: Timestamp, withoutIdle: boolean) {
  const { availability, idleSince, since, status } = device
  return {
    availability,
    ...(idleSince !== undefined && isIdle(device, at) && !withoutIdle ? { idleSince } : {}),
    ...(since === undefined ? {} : { since }),
    ...(status ? { status } : {}),
  }
}

/** Only who has said that it knows XEP-0319 is active by not being idle; who tells a time knows it anyway. */
function tellsIdle({ clients }: AccountState, { caps, idleSince }: Device): { idleUnknown?: true } {
  const features = caps && clients.byHash.get(clientKey(caps))?.features
  return idleSince !== undefined || features?.includes(NS_IDLE) ? {} : { idleUnknown: true }
}

function nextIdle(devices: readonly Device[], now: Timestamp): Timestamp | undefined {
  let next: Timestamp | undefined
  for (const { idleSince } of devices) {
    if (idleSince !== undefined && idleSince + IDLE_THRESHOLD > now)
      next = soonest(next, idleSince + IDLE_THRESHOLD)
  }
  return next
}

function soonest(a: Timestamp | undefined, b: Timestamp | undefined): Timestamp | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}

/** The families that the list counts and filters by. */
export type Standing = 'away' | 'here' | 'offline' | 'unsure'

/** "Here" = chat, available or dnd, not idle, not last known; "away" = idle, away, xa. */
export function standingOf(about: Whereabouts): Standing {
  if (!about.live || about.stale) return 'unsure'
  if (about.state === 'offline') return 'offline'
  if (about.state !== 'here') return 'unsure'
  const isAway = about.availability === 'away' || about.availability === 'xa' || about.idleSince !== undefined
  return isAway ? 'away' : 'here'
}

/** Order inside a group, smaller is higher: here, DND, idle, away, away for long, stale, offline, not known. */
export function rosterRank(about: Whereabouts): number {
  if (about.state === 'here') {
    if (about.stale) return 5
    if (about.availability === 'dnd') return 1
    if (about.availability === 'away') return 3
    if (about.availability === 'xa') return 4
    return about.idleSince === undefined ? 0 : 2
  }
  return about.state === 'offline' ? 6 : about.state === 'unknown' ? 7 : 8
}
