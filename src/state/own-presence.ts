import { MINUTE, SECOND, type Timestamp } from '../lib/time.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Availability } from '../xmpp/presence.ts'
import { maySeeUs, type RosterSlice } from './roster.ts'
import type { SettingsSlice } from './settings.ts'

/** What the person chose. */
export interface OwnChoice {
  readonly availability: Availability
  readonly status: string
  /** No presence goes out: "Stay invisible until I choose". */
  readonly hidden?: true
}

/** What the server has of us on this stream, caps aside. */
export interface PublishedPresence {
  readonly availability: Availability
  readonly status: string
  /** XEP-0319: the last input. */
  readonly idleSince?: Timestamp
}

export interface OwnPresenceSlice extends OwnChoice {
  /** Undefined: nothing was sent on this stream. */
  readonly published?: PublishedPresence
}

export const initialOwnPresence: OwnPresenceSlice = { availability: 'available', status: '' }

interface Own {
  readonly own: OwnPresenceSlice
  readonly settings: SettingsSlice
}

interface Moment {
  readonly lastInput: Timestamp
  readonly now: Timestamp
}

/**
 * The presence that ought to be out at `now`; undefined for none. Idle is added (XEP-0319), away replaces only
 * what says that we are here: whoever chose away or dnd keeps it.
 */
export function presenceDue(
  { own, settings }: Own,
  { lastInput, now }: Moment,
): PublishedPresence | undefined {
  if (own.hidden) return undefined
  const { availability, status } = own
  const isOver = (minutes: number | 'off') =>
    settings.shareIdle && minutes !== 'off' && now - lastInput >= minutes * MINUTE
  const isHere = availability === 'available' || availability === 'chat'
  return {
    availability: isHere && isOver(settings.awayAfterMinutes) ? 'away' : availability,
    status,
    ...(isOver(settings.idleAfterMinutes) ? { idleSince: lastInput } : {}),
  }
}

export function isSamePresence(a: PublishedPresence | undefined, b: PublishedPresence | undefined): boolean {
  return a?.availability === b?.availability && a?.status === b?.status && a?.idleSince === b?.idleSince
}

/** Whole seconds since the last input for who may ask (XEP-0012); undefined: not told. */
export function idleSecondsOf({ own, settings }: Own, { lastInput, now }: Moment): number | undefined {
  const tells = settings.shareIdle && settings.shareLastHere && !own.hidden
  return tells ? Math.max(0, Math.floor((now - lastInput) / SECOND)) : undefined
}

/** Whether this address sees now that we are here: chat states and answers tell nobody else (T16–T19). */
export function seesUs(
  { own, roster }: { readonly own: OwnPresenceSlice; readonly roster: RosterSlice },
  jid: BareJid,
): boolean {
  return !own.hidden && maySeeUs(roster, jid)
}

/** What a new visit begins with: yesterday's "Lunch" is no news of today, unless it is wanted. */
export function choiceAtSignIn(
  { availability, status }: OwnChoice,
  atSignIn: SettingsSlice['atSignIn'],
): OwnChoice {
  if (atSignIn === 'available') return { availability: 'available', status: '' }
  return { availability, status, ...(atSignIn === 'invisible' ? { hidden: true } : {}) }
}

const AVAILABILITIES: readonly unknown[] = ['available', 'away', 'chat', 'dnd', 'xa']

/** What was stored or told; undefined when it is not one. */
export function readPublished(value: unknown): PublishedPresence | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { availability, status, idleSince } = value as { [name: string]: unknown }
  if (!AVAILABILITIES.includes(availability) || typeof status !== 'string') return undefined
  return {
    availability: availability as Availability,
    status,
    ...(typeof idleSince === 'number' ? { idleSince } : {}),
  }
}

/** The same for what was chosen. */
export function readChoice(value: unknown): OwnChoice | undefined {
  const known = readPublished(value)
  if (!known) return undefined
  const isHidden = (value as { readonly hidden?: unknown }).hidden === true
  return { availability: known.availability, status: known.status, ...(isHidden ? { hidden: true } : {}) }
}
