import type { Timestamp } from '../lib/time.ts'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import type { AccountState } from './account-state.ts'
import { lastKnownAt } from './connection.ts'
import { type ContactPresence, type Device, IDLE_THRESHOLD, isIdle, winningDevice } from './presence.ts'

export type RosterFilter = 'all' | 'away' | 'here' | 'out' | 'unread'

/** The group of those who wrote to us, or we to them, and who are not in the roster. No group can have this name in XML. */
export const STRANGERS = '\u0000'

export interface RosterGroup {
  /** '' = contacts that are in no group; STRANGERS. */
  readonly name: string
  /** Those that pass filter and search, in order. */
  readonly jids: readonly BareJid[]
  /** Of the whole group, whatever the filter. */
  readonly here: number
  readonly total: number
}

export interface RosterList {
  readonly groups: readonly RosterGroup[]
  readonly counts: Readonly<Record<RosterFilter, number>>
}

export interface RosterQuestion {
  readonly filter: RosterFilter
  readonly search: string
  readonly now: Timestamp
  /** True: everybody once, in one list without a name. */
  readonly ungrouped?: boolean
}

export type RosterLister = (state: AccountState, question: RosterQuestion) => RosterList

/** Places in a group, top to bottom. Typing and unread messages have no say: they never move a row. */
const HERE = 0
const DND = 1
const IDLE_DND = 2
const IDLE = 3
const AWAY = 4
const LONG_AWAY = 5
const STALE = 6
const OFFLINE = 7
const UNKNOWN = 8
const NOT_SHARED = 9
const PLACES = 10
/** Do not disturb counts as one place in the list, and as here or away by what the device last saw of its owner. */
const ORDER = [HERE, DND, DND, IDLE, AWAY, LONG_AWAY, STALE, OFFLINE, UNKNOWN, NOT_SHARED]
const STANDINGS = ['here', 'here', 'away', 'away', 'away', 'away'] as const

/**
 * Lists rosters; remembers the order of names, which is costly to find and seldom changes. The rest is one pass without
 * comparing: contacts are dealt out to their places in the order of their names.
 */
export function createRosterLister(): RosterLister {
  let sorted: Sorted | undefined
  return (state, question) => {
    if (sorted?.items !== state.roster.items) sorted = sortByName(state.roster.items, sorted)
    const strangers = question.ungrouped ? [] : strangersIn(state)
    return list(strangers.length > 0 ? [...sorted.lines, ...strangers] : sorted.lines, state, question)
  }
}

/** The roster as it is to be listed at `now`: groups by name, then "no group", then strangers. */
export function rosterList(state: AccountState, question: RosterQuestion): RosterList {
  return createRosterLister()(state, question)
}

interface Group {
  readonly name: string
  readonly places: BareJid[][]
  here: number
  total: number
}

function list(lines: readonly Line[], state: AccountState, question: RosterQuestion): RosterList {
  const { filter } = question
  const needle = question.search.trim().toLocaleLowerCase()
  const lastKnown = lastKnownAt(state.connection)
  const at = Math.min(question.now, lastKnown ?? question.now)
  const isLive = state.connection.state === 'online'
  const unread = unreadJids(state.conversations)
  const counts = { all: lines.length, here: 0, away: 0, out: 0, unread: 0 }
  const groups = new Map<string, Group>()
  for (const line of lines) {
    const place = placeOf(line, state, at)
    const standing = isLive ? STANDINGS[place] : undefined
    if (standing) counts[standing]++
    const isUnread = unread.size > 0 && unread.has(line.item.jid)
    if (isUnread) counts.unread++
    const passes = filter === 'all' || (filter === 'unread' ? isUnread : filter === standing)
    const isShown = passes && (needle === '' || matches(needle, line, at))
    for (const name of question.ungrouped ? UNGROUPED : line.groups) {
      let group = groups.get(name)
      if (!group) {
        group = { name, places: Array.from({ length: PLACES }, () => []), here: 0, total: 0 }
        groups.set(name, group)
      }
      group.total++
      if (standing === 'here') group.here++
      if (isShown) group.places[ORDER[place] ?? 0]?.push(line.item.jid)
    }
  }
  const byName = [...groups.values()].sort((a, b) => compareGroups(a.name, b.name))
  return {
    counts,
    groups: byName.map(({ name, places, here, total }) => ({ name, jids: places.flat(), here, total })),
  }
}

function unreadJids({ byJid }: AccountState['conversations']): ReadonlySet<BareJid> {
  const jids = new Set<BareJid>()
  for (const { jid, unread } of byJid.values()) if (unread > 0) jids.add(jid)
  return jids
}

/** Where a contact stands; worked out again only after a presence, and when a device's idle minute is over. */
function placeOf(line: Line, state: AccountState, at: Timestamp): number {
  const contact = state.presence.contacts.get(line.item.jid)
  if (!contact || contact.devices.length === 0 || !isShared(line.item))
    return placeOfAbsent(line, state, contact !== undefined)
  if (state.presence.unreachable.has(line.domain)) return STALE
  const { verdict } = line
  if (verdict?.contact === contact && at >= verdict.from && at < verdict.until) return verdict.place
  const winner = winningDevice(contact.devices, at)
  const place = winner ? placeOfDevice(winner, at) : OFFLINE
  let until = Number.POSITIVE_INFINITY
  for (const { idleSince } of contact.devices) {
    const idleAt = idleSince === undefined ? 0 : idleSince + IDLE_THRESHOLD
    if (idleAt > at) until = Math.min(until, idleAt)
  }
  line.verdict = { contact, place, from: at, until }
  return place
}

function placeOfDevice(device: Device, at: Timestamp): number {
  if (device.stale) return STALE
  const { availability } = device
  if (availability === 'dnd') return isIdle(device, at) ? IDLE_DND : DND
  if (availability === 'away') return AWAY
  if (availability === 'xa') return LONG_AWAY
  return isIdle(device, at) ? IDLE : HERE
}

function isShared({ subscription }: RosterItem): boolean {
  return subscription === 'both' || subscription === 'to'
}

function placeOfAbsent({ item, domain }: Line, { presence }: AccountState, hasBeenSeen: boolean): number {
  if (!isShared(item)) return NOT_SHARED
  return hasBeenSeen || presence.settled.has(domain) ? OFFLINE : UNKNOWN
}

function matches(needle: string, { words, verdict }: Line, at: Timestamp): boolean {
  if (words.includes(needle)) return true
  const status = verdict && winningDevice(verdict.contact.devices, at)?.status
  return status?.toLocaleLowerCase().includes(needle) ?? false
}

interface Line {
  readonly item: RosterItem
  readonly name: string
  /** Name and address, in lower case. */
  readonly words: string
  readonly groups: readonly string[]
  readonly domain: string
  verdict: Verdict | undefined
}

interface Verdict {
  readonly contact: ContactPresence
  readonly place: number
  /** It holds in this span of time. */
  readonly from: Timestamp
  readonly until: Timestamp
}

interface Sorted {
  readonly items: ReadonlyMap<BareJid, RosterItem>
  readonly lines: readonly Line[]
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
const UNGROUPED = ['']

function lastPlace(group: string): number {
  return group === STRANGERS ? 2 : group === '' ? 1 : 0
}

function compareGroups(a: string, b: string): number {
  return lastPlace(a) - lastPlace(b) || collator.compare(a, b)
}

/** Below this many it is cheaper to look for the place of each. */
const FEW = 100

/** Starts from the order there was: only those who are new must find their place. */
function sortByName(items: ReadonlyMap<BareJid, RosterItem>, before: Sorted | undefined): Sorted {
  const lines = (before?.lines ?? []).filter(({ item }) => items.get(item.jid) === item)
  if (lines.length === items.size) return { items, lines }
  const there = new Set(lines.map(line => line.item))
  const added: Line[] = []
  for (const item of items.values()) if (!there.has(item)) added.push(lineOf(item))
  if (added.length > FEW) {
    // Comparing as people do is dear; what is nearly in order already needs little of it.
    added.sort((a, b) => (a.words < b.words ? -1 : 1))
    for (const line of added) lines.push(line)
    lines.sort(compareLines)
  } else for (const line of added) lines.splice(placeByName(lines, line), 0, line)
  return { items, lines }
}

function placeByName(lines: readonly Line[], line: Line): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = lines[middle]
    if (other && compareLines(other, line) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareLines(a: Line, b: Line): number {
  return collator.compare(a.name, b.name) || (a.item.jid < b.item.jid ? -1 : 1)
}

/** What they write must be somewhere, though they are nobody's contact. */
function strangersIn({ conversations, roster, blocking }: AccountState): Line[] {
  const lines: Line[] = []
  for (const { jid, lastAt } of conversations.byJid.values()) {
    if (lastAt === 0 || roster.items.has(jid) || blocking.jids.has(jid)) continue
    lines.push(lineOf({ jid, subscription: 'none', pendingOut: false, groups: [STRANGERS] }))
  }
  return lines.sort(compareLines)
}

function lineOf(item: RosterItem): Line {
  const name = item.name || item.jid
  const words = `${name}\n${item.jid}`.toLocaleLowerCase()
  // The same group twice in one item is one group.
  const groups = item.groups.length > 0 ? [...new Set(item.groups)] : UNGROUPED
  return { item, name, words, groups, domain: domainOf(item.jid), verdict: undefined }
}
