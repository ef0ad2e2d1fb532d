import { MapDraft } from '../lib/map-draft.ts'
import type { Timestamp } from '../lib/time.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { localOf } from '../xmpp/jid.ts'
import type { RosterItem } from '../xmpp/roster.ts'

/** Somebody asks to see our presence (RFC 6121 §3.1.3). */
export interface ContactRequest {
  readonly jid: BareJid
  readonly nickname?: string
  readonly message?: string
  readonly at: Timestamp
}

export interface RosterSlice {
  /** False until the server (or the disk) has told the list: a roster not yet known is not an empty one. */
  readonly known: boolean
  readonly items: ReadonlyMap<BareJid, RosterItem>
  readonly version: string | undefined
  readonly requests: ReadonlyMap<BareJid, ContactRequest>
}

export const emptyRoster: RosterSlice = {
  known: false,
  items: new Map(),
  version: undefined,
  requests: new Map(),
}

/** The whole list, from a roster result or from the disk. */
export function applyRoster(
  slice: RosterSlice,
  items: readonly RosterItem[],
  version: string | undefined,
): RosterSlice {
  return { ...slice, known: true, version, items: new Map(items.map(item => [item.jid, item])) }
}

export function applyRosterPushes(
  slice: RosterSlice,
  pushes: readonly { readonly item: RosterItem; readonly version?: string }[],
): RosterSlice {
  const items = new MapDraft(slice.items)
  const requests = new MapDraft(slice.requests)
  let version = slice.version
  for (const push of pushes) {
    if (push.item.subscription === 'remove') items.delete(push.item.jid)
    else items.set(push.item.jid, push.item)
    // Approved on another device: the request is answered here too.
    if (push.item.subscription === 'from' || push.item.subscription === 'both') requests.delete(push.item.jid)
    version = push.version ?? version
  }
  return { ...slice, items: items.finish(), requests: requests.finish(), version }
}

export function applyRequests(
  slice: RosterSlice,
  added: readonly ContactRequest[],
  withdrawn: readonly BareJid[],
): RosterSlice {
  const requests = new MapDraft(slice.requests)
  for (const request of added) requests.set(request.jid, request)
  for (const jid of withdrawn) requests.delete(jid)
  return { ...slice, requests: requests.finish() }
}

export function rosterItemOf(slice: RosterSlice, jid: BareJid): RosterItem | undefined {
  return slice.items.get(jid)
}

/** UI-CONTRACT: roster name, else the address. */
export function nameOf(slice: RosterSlice, jid: BareJid): string {
  return slice.items.get(jid)?.name || slice.requests.get(jid)?.nickname || jid
}

/** First word of the name; an address stays whole. */
export function shortNameOf(slice: RosterSlice, jid: BareJid): string {
  const name = nameOf(slice, jid)
  return name === jid ? name : (name.trim().split(/\s+/u)[0] ?? name)
}

/** What an avatar says: initials of the first and last word of the name, else the first letter of the address. */
export function initialsOf(name: string, jid: BareJid): string {
  const isAddress = name === '' || name === jid
  const words = (isAddress ? (localOf(jid) ?? jid) : name).split(/[\s._-]+/u).filter(Boolean)
  const ends = isAddress || words.length < 2 ? words.slice(0, 1) : [words[0], words.at(-1)]
  return ends
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** May this address see our presence? Receipts, chat states and iq answers ask this (T16–T19). */
export function maySeeUs(slice: RosterSlice, jid: BareJid): boolean {
  const subscription = slice.items.get(jid)?.subscription
  return subscription === 'both' || subscription === 'from'
}

/** Does this contact share presence with us? */
export function sharesWithUs(slice: RosterSlice, jid: BareJid): boolean {
  const subscription = slice.items.get(jid)?.subscription
  return subscription === 'both' || subscription === 'to'
}

/** UI-CONTRACT §3 `data-subscription`. */
export function subscriptionOf(
  slice: RosterSlice,
  jid: BareJid,
): 'both' | 'from' | 'none' | 'pending-in' | 'pending-out' | 'to' {
  const item = slice.items.get(jid)
  if (item && (item.subscription === 'both' || item.subscription === 'to')) return item.subscription
  if (item?.pendingOut) return 'pending-out'
  if (slice.requests.has(jid)) return 'pending-in'
  return item?.subscription === 'from' ? 'from' : 'none'
}
