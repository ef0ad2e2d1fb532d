import type { Timestamp } from '../lib/time.ts'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import type { Availability } from '../xmpp/presence.ts'
import type { AccountState } from './account-state.ts'
import { isOnline, lastKnownAt } from './connection.ts'
import { isIdle, winningDevice } from './presence.ts'
import { sharesWithUs, subscriptionOf } from './roster.ts'
import { isTyping } from './typing.ts'

/**
 * What may be said about a contact, and how sure it is. `unknown` (nobody told us yet), `not-shared`
 * (nobody will), `waiting` (they have not answered our request) and `offline` look alike and are not.
 */
export interface Whereabouts {
  readonly state: 'here' | 'not-shared' | 'offline' | 'unknown' | 'waiting'
  /** Of the winning device; only with state `here`. */
  readonly availability?: Availability
  /** Set while we are disconnected: everything is from then. */
  readonly lastKnown?: Timestamp
  /** True while disconnected without knowing since when. */
  readonly live: boolean
  /** Only while idle for a minute or more. */
  readonly idleSince?: Timestamp
  /** Since when the availability holds, if known. */
  readonly since?: Timestamp
  readonly status?: string
  readonly lastSeen?: Timestamp
  readonly typing: boolean
}

/** The verdict of DESIGN §3 about one contact at `now`. */
export function whereaboutsOf(state: AccountState, jid: BareJid, now: Timestamp): Whereabouts {
  const live = isOnline(state.connection)
  const asOf = lastKnownAt(state.connection)
  const certainty = { live, ...(asOf === undefined ? {} : { lastKnown: asOf }) }
  const subscription = subscriptionOf(state.roster, jid)
  const contact = state.presence.contacts.get(jid)
  const winner = contact && winningDevice(contact.devices, now)
  const typing = live && isTyping(state.typing, jid, now)

  if (!winner && !sharesWithUs(state.roster, jid)) {
    return { ...certainty, typing, state: subscription === 'pending-out' ? 'waiting' : 'not-shared' }
  }
  if (!winner) {
    const isSettled = contact !== undefined || state.presence.settled.has(domainOf(jid))
    return {
      ...certainty,
      typing,
      state: isSettled ? 'offline' : 'unknown',
      ...(contact?.lastSeen === undefined ? {} : { lastSeen: contact.lastSeen }),
    }
  }
  return {
    ...certainty,
    state: 'here',
    availability: winner.availability,
    // "Typing clears idle locally": nobody types while idle.
    ...(isIdle(winner, now) && !typing && winner.idleSince !== undefined ? { idleSince: winner.idleSince } : {}),
    ...(winner.since === undefined ? {} : { since: winner.since }),
    ...(winner.status ? { status: winner.status } : {}),
    typing,
  }
}

/** Families of DESIGN §4's filters. */
export type Standing = 'away' | 'here' | 'offline' | 'unsure'

/** "Here" = chat, available or dnd, not idle, not last known; "away" = idle, away, xa. */
export function standingOf(about: Whereabouts): Standing {
  if (!about.live) return 'unsure'
  if (about.state !== 'here') return about.state === 'offline' ? 'offline' : 'unsure'
  if (about.availability === 'away' || about.availability === 'xa') return 'away'
  return about.idleSince === undefined ? 'here' : about.availability === 'dnd' ? 'here' : 'away'
}

/** Order inside a group: here → DND → idle → away → xa → offline (DESIGN §4); smaller is higher. */
export function rosterRank(about: Whereabouts): number {
  if (about.state === 'here') {
    if (about.availability === 'dnd') return 1
    if (about.availability === 'away') return 3
    if (about.availability === 'xa') return 4
    return about.idleSince === undefined ? 0 : 2
  }
  return about.state === 'offline' ? 6 : about.state === 'unknown' ? 7 : 8
}
