import type { Timestamp } from '../lib/time.ts'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import type { RosterItem } from '../xmpp/roster.ts'
import type { AccountState } from './account-state.ts'
import { lastKnownAt } from './connection.ts'
import { unreadOf } from './conversations.ts'
import { isIdle, winningDevice } from './presence.ts'

export type RosterFilter = 'all' | 'away' | 'here' | 'out' | 'unread'

export interface RosterGroup {
  /** '' = contacts that are in no group. */
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
}

export type RosterLister = (state: AccountState, question: RosterQuestion) => RosterList

/** Places in a group, top to bottom. Typing and unread messages have no say: they never move a row. */
const HERE = 0
const DND = 1
const IDLE = 2
const AWAY = 3
const LONG_AWAY = 4
const OFFLINE = 6
const UNKNOWN = 7
const NOT_SHARED = 8
const PLACES = 9

/**
 * Lists rosters; remembers the order of names, which is costly to find and seldom changes. The rest is one pass without
 * comparing: contacts are dealt out to their places in the order of their names.
 */
export function createRosterLister(): RosterLister {
  let sorted: Sorted | undefined
  return (state, question) => {
    if (sorted?.items !== state.roster.items) sorted = sortByName(state.roster.items, sorted)
    return list(sorted.lines, state, question)
  }
}

/** The roster as it is to be listed at `now`: groups by name, "no group" last. */
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
  const counts = { all: lines.length, here: 0, away: 0, out: 0, unread: 0 }
  const groups = new Map<string, Group>()
  for (const line of lines) {
    const { jid } = line.item
    const winner = winningDevice(state.presence.contacts.get(jid)?.devices ?? [], at)
    const isAway =
      winner && (winner.availability === 'away' || winner.availability === 'xa' || isIdle(winner, at))
    const standing = !winner || !isLive ? undefined : isAway ? 'away' : 'here'
    if (standing) counts[standing]++
    const isUnread = unreadOf(state.conversations, jid) > 0
    if (isUnread) counts.unread++
    const passes = filter === 'all' || (filter === 'unread' ? isUnread : filter === standing)
    const isShown = passes && (needle === '' || matches(needle, line, winner?.status))
    const place = winner ? placeOf(winner.availability, isIdle(winner, at)) : placeOfAbsent(state, line.item)
    for (const name of line.groups) {
      let group = groups.get(name)
      if (!group) {
        group = { name, places: Array.from({ length: PLACES }, () => []), here: 0, total: 0 }
        groups.set(name, group)
      }
      group.total++
      if (standing === 'here') group.here++
      if (isShown) group.places[place]?.push(jid)
    }
  }
  const byName = [...groups.values()].sort((a, b) => compareGroups(a.name, b.name))
  return {
    counts,
    groups: byName.map(({ name, places, here, total }) => ({ name, jids: places.flat(), here, total })),
  }
}

function placeOf(availability: string, idle: boolean): number {
  if (availability === 'dnd') return DND
  if (availability === 'away') return AWAY
  if (availability === 'xa') return LONG_AWAY
  return idle ? IDLE : HERE
}

function placeOfAbsent(state: AccountState, { jid, subscription }: RosterItem): number {
  if (subscription !== 'both' && subscription !== 'to') return NOT_SHARED
  const isSettled = state.presence.contacts.has(jid) || state.presence.settled.has(domainOf(jid))
  return isSettled ? OFFLINE : UNKNOWN
}

function matches(needle: string, { words }: Line, status: string | undefined): boolean {
  return words.includes(needle) || (status?.toLocaleLowerCase().includes(needle) ?? false)
}

interface Line {
  readonly item: RosterItem
  readonly name: string
  /** Name and address, in lower case. */
  readonly words: string
  readonly groups: readonly string[]
}

interface Sorted {
  readonly items: ReadonlyMap<BareJid, RosterItem>
  readonly lines: readonly Line[]
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
const UNGROUPED = ['']

function compareGroups(a: string, b: string): number {
  return a === '' ? 1 : b === '' ? -1 : collator.compare(a, b)
}

/** Starts from the order there was: the few that are new are all that is left to sort. */
function sortByName(items: ReadonlyMap<BareJid, RosterItem>, before: Sorted | undefined): Sorted {
  const lines = (before?.lines ?? []).filter(({ item }) => items.get(item.jid) === item)
  if (lines.length < items.size) {
    const there = new Set(lines.map(line => line.item))
    for (const item of items.values()) if (!there.has(item)) lines.push(lineOf(item))
    lines.sort((a, b) => collator.compare(a.name, b.name) || (a.item.jid < b.item.jid ? -1 : 1))
  }
  return { items, lines }
}

function lineOf(item: RosterItem): Line {
  const name = item.name || item.jid
  const words = `${name}\n${item.jid}`.toLocaleLowerCase()
  // The same group twice in one item is one group.
  return { item, name, words, groups: item.groups.length > 0 ? [...new Set(item.groups)] : UNGROUPED }
}
