import { MapDraft } from '../lib/map-draft.ts'
import { MINUTE, type Timestamp } from '../lib/time.ts'
import { type BareJid, bareJidOf, type Jid, resourceOf } from '../xmpp/jid.ts'
import type { Availability, Presence } from '../xmpp/presence.ts'
import type { Capabilities } from '../xmpp/xep/0115-entity-capabilities.ts'
import type { Staleness, StateAnnotation } from '../xmpp/xep/0310-presence-state-annotations.ts'

export interface Stale {
  readonly kind: Staleness
  /** When it began, if we saw it begin; a server that tells at sign-in does not say since when. */
  readonly since?: Timestamp
  /** Who says so, and may say that it is over; absent: we found out ourselves. */
  readonly by?: Jid
  /** That server's words. */
  readonly description?: string
}

/** One available resource of a contact. */
export interface Device {
  readonly resource: string
  readonly availability: Availability
  readonly status?: string
  readonly priority: number
  readonly idleSince?: Timestamp
  readonly caps?: Capabilities
  /** When its last presence was sent, as far as known. */
  readonly at: Timestamp
  /** A server says that nobody knows whether this still holds (XEP-0310); what it was stays as it was. */
  readonly stale?: Stale
  /** Since when it has this availability, if that was seen happen or stamped by a server; else undefined. */
  readonly since?: Timestamp
}

export interface ContactPresence {
  /** Available resources; empty = offline. */
  readonly devices: readonly Device[]
  /** When the last device left, if that was seen or stamped. */
  readonly lastSeen?: Timestamp
  /** Status text of the last unavailable presence. */
  readonly lastStatus?: string
}

export interface PresenceSlice {
  readonly contacts: ReadonlyMap<BareJid, ContactPresence>
  /**
   * Domains whose server has had its chance to tell who is there: from then on no presence means offline.
   * Before, and for others, it means unknown (the two look alike and are not).
   */
  readonly settled: ReadonlySet<string>
  /** Domains that do not answer, as we found out ourselves. */
  readonly unreachable: ReadonlyMap<string, Stale>
}

export const emptyPresence: PresenceSlice = {
  contacts: new Map(),
  settled: new Set(),
  unreachable: new Map(),
}

export interface ReceivedPresence {
  readonly presence: Presence
  readonly at: Timestamp
  /** False for what a server replays at sign-in: nobody saw it happen. */
  readonly witnessed: boolean
  /** The annotation comes from somebody who may annotate this presence (SECURITY §5). */
  readonly trusted?: boolean
  /** Of an annotation that the disk remembers. */
  readonly staleSince?: Timestamp
  /** Of a presence that the disk remembers without knowing since when it holds. */
  readonly sinceUnknown?: boolean
}

/** Applies what arrived, in order; the last presence of a resource wins. Subscription stanzas are none of its business. */
export function applyPresences(slice: PresenceSlice, received: readonly ReceivedPresence[]): PresenceSlice {
  const contacts = new MapDraft(slice.contacts)
  for (const one of received) {
    const jid = bareJidOf(one.presence.from)
    const before = contacts.get(jid)
    const after = nextPresence(before, one)
    if (after !== before && after) contacts.set(jid, after)
  }
  const next = contacts.finish()
  return next === slice.contacts ? slice : { ...slice, contacts: next }
}

function nextPresence(
  before: ContactPresence | undefined,
  received: ReceivedPresence,
): ContactPresence | undefined {
  const { presence } = received
  if (presence.type === 'available' && presence.annotation && received.trusted)
    return withAnnotation(before, presence.annotation, received)
  // A note by somebody who may not write it says nothing, and is no proof that an earlier one is over.
  if (presence.type === 'available' && presence.annotation && isStaleDevice(before, presence.from))
    return before
  if (presence.type === 'available') return withDevice(before, received)
  // An error speaks for the device it comes from; from a whole contact it is a bounce, and says nothing of them.
  const isBounce = presence.type === 'error' && resourceOf(presence.from) === undefined
  if (isBounce) return before
  if (presence.type === 'unavailable' || presence.type === 'error') return withoutDevice(before, received)
  return before
}

function withDevice(
  before: ContactPresence | undefined,
  { presence, at, witnessed, sinceUnknown }: ReceivedPresence,
): ContactPresence {
  const resource = resourceOf(presence.from) ?? ''
  const devices = before?.devices ?? []
  const previous = devices.find(device => device.resource === resource)
  const sentAt = Math.min(presence.delayedFrom ?? at, at)
  const since = sinceUnknown ? undefined : sinceOf(previous, presence, sentAt, witnessed)
  const device: Device = {
    resource,
    availability: presence.availability,
    priority: presence.priority,
    at: sentAt,
    ...(presence.status ? { status: presence.status } : {}),
    ...(since === undefined ? {} : { since }),
    ...idleOf(presence, at),
    ...(presence.caps ? { caps: presence.caps } : {}),
  }
  const others = devices.filter(other => other.resource !== resource)
  return { devices: [...others, device] }
}

function isStaleDevice(contact: ContactPresence | undefined, from: Jid): boolean {
  const resource = resourceOf(from) ?? ''
  return contact?.devices.some(device => device.resource === resource && device.stale !== undefined) ?? false
}

/**
 * An annotated presence is a replay: it changes how sure we are and nothing else. Of a device that we do not have it is
 * the first word only while nobody has told us anything (a server that is down cannot be asked at sign-in); later it
 * would bring back who has gone. An empty one counts only from whoever annotated before.
 */
function withAnnotation(
  before: ContactPresence | undefined,
  annotation: StateAnnotation,
  received: ReceivedPresence,
): ContactPresence | undefined {
  const { by, kind, description } = annotation
  const resource = resourceOf(received.presence.from) ?? ''
  const device = before?.devices.find(one => one.resource === resource)
  if (!device) {
    if (!kind || (before && received.witnessed)) return before
    const told = withDevice(before, received)
    return withAnnotation(told, annotation, received)
  }
  if (!kind && device.stale?.by !== by) return before
  const { stale, ...known } = device
  const begun = received.witnessed ? received.at : undefined
  const since = received.staleSince ?? (stale?.kind === kind ? stale?.since : begun)
  const note = {
    ...(by && { by }),
    ...(since !== undefined && { since }),
    ...(description && { description }),
  }
  const next: Device = kind ? { ...known, stale: { kind, ...note } } : known
  return { ...before, devices: before?.devices.map(one => (one === device ? next : one)) ?? [] }
}

function sinceOf(
  previous: Device | undefined,
  presence: Presence,
  sentAt: Timestamp,
  witnessed: boolean,
): Timestamp | undefined {
  if (previous?.availability === presence.availability && previous.idleSince === presence.idleSince)
    return previous.since
  return witnessed || presence.delayedFrom !== undefined ? sentAt : undefined
}

/** A `since` a little ahead is a wrong clock: now. More than five minutes ahead is nonsense: ignored (DESIGN §3). */
function idleOf({ idleSince }: Presence, at: Timestamp): { idleSince?: Timestamp } {
  if (idleSince === undefined || idleSince > at + 5 * MINUTE) return {}
  return { idleSince: Math.min(idleSince, at) }
}

function withoutDevice(
  before: ContactPresence | undefined,
  { presence, at, witnessed }: ReceivedPresence,
): ContactPresence {
  const resource = resourceOf(presence.from)
  const was = before?.devices ?? []
  // From the bare address: the whole contact is gone (RFC 6121 §4.3.2), not one device.
  const devices = resource === undefined ? [] : was.filter(device => device.resource !== resource)
  if (devices.length > 0) return { ...before, devices }
  const stamp = presence.delayedFrom === undefined ? undefined : Math.min(presence.delayedFrom, at)
  const left = stamp ?? (witnessed && was.length > 0 ? at : before?.lastSeen)
  return {
    devices,
    ...(left === undefined ? {} : { lastSeen: left }),
    ...(presence.status && presence.type !== 'error' ? { lastStatus: presence.status } : {}),
  }
}

/** The server of this domain has answered after our presence: silence about a contact there now means offline. */
export function applySettled(slice: PresenceSlice, domain: string): PresenceSlice {
  return { ...slice, settled: new Set(slice.settled).add(domain) }
}

/** Since when somebody without a device is gone; changes nothing for whoever is there, or was seen to leave. */
export function applyLastSeen(slice: PresenceSlice, jid: BareJid, at: Timestamp): PresenceSlice {
  const before = slice.contacts.get(jid)
  if (before && (before.devices.length > 0 || before.lastSeen !== undefined)) return slice
  return { ...slice, contacts: new Map(slice.contacts).set(jid, { devices: [], ...before, lastSeen: at }) }
}

/** We found out ourselves that a domain does not answer, or (`since` undefined) that it does again. */
export function applyReachability(
  slice: PresenceSlice,
  domain: string,
  since: Timestamp | undefined,
): PresenceSlice {
  const unreachable = new MapDraft(slice.unreachable)
  if (since === undefined) unreachable.delete(domain)
  else if (!unreachable.has(domain)) unreachable.set(domain, { kind: 'server-unavailable', since })
  const next = unreachable.finish()
  return next === slice.unreachable ? slice : { ...slice, unreachable: next }
}

/** Who no longer shares presence with us: what we knew of them is nobody's business any more. */
export function applyForgotten(slice: PresenceSlice, jids: readonly BareJid[]): PresenceSlice {
  const contacts = new MapDraft(slice.contacts)
  for (const jid of jids) contacts.delete(jid)
  const next = contacts.finish()
  return next === slice.contacts ? slice : { ...slice, contacts: next }
}

/** A fresh stream: the server will tell everything anew. Devices that are not told again are gone. */
export function applyFreshStream(): PresenceSlice {
  return emptyPresence
}

const REACHABILITY: Record<Availability, number> = { chat: 0, available: 1, away: 3, xa: 4, dnd: 5 }
const IDLE_RANK = 2

/** Under a minute nobody is idle (DESIGN §3 "Wording"). */
export const IDLE_THRESHOLD = MINUTE

export function isIdle(device: Device, now: Timestamp): boolean {
  return device.idleSince !== undefined && now - device.idleSince >= IDLE_THRESHOLD
}

function rank(device: Device, now: Timestamp): number {
  const base = REACHABILITY[device.availability]
  const idle = base < IDLE_RANK && isIdle(device, now)
  return idle ? IDLE_RANK : base
}

/** One live device is enough to speak for all; without one the stale ones do (DESIGN §3.4). */
export function speakingDevices(devices: readonly Device[]): readonly Device[] {
  const live = devices.filter(device => !device.stale)
  return live.length > 0 ? live : devices
}

/** The device that speaks for the contact: the most reachable; its idle time is the smallest of its availability (DESIGN §3.6). */
export function winningDevice(devices: readonly Device[], now: Timestamp): Device | undefined {
  let winner: Device | undefined
  for (const device of speakingDevices(devices)) {
    if (!winner) winner = device
    else {
      const difference = rank(device, now) - rank(winner, now)
      if (difference < 0 || (difference === 0 && isFresher(device, winner))) winner = device
    }
  }
  return winner
}

function isFresher(device: Device, than: Device): boolean {
  const idleA = device.idleSince ?? Number.POSITIVE_INFINITY
  const idleB = than.idleSince ?? Number.POSITIVE_INFINITY
  if (idleA !== idleB) return idleA > idleB
  if (device.priority !== than.priority) return device.priority > than.priority
  return device.at > than.at
}

/** The same empty list each time: screens compare answers by identity. */
const NO_DEVICES: readonly Device[] = []

export function devicesOf(slice: PresenceSlice, jid: BareJid): readonly Device[] {
  return slice.contacts.get(jid)?.devices ?? NO_DEVICES
}
