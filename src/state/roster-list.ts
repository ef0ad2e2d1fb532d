import type { Timestamp } from '../lib/time.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { AccountState } from './account-state.ts'
import { unreadOf } from './conversations.ts'
import { nameOf } from './roster.ts'
import { rosterRank, standingOf, type Whereabouts, whereaboutsOf } from './whereabouts.ts'

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

interface Entry {
  readonly jid: BareJid
  readonly name: string
  readonly about: Whereabouts
  readonly rank: number
  readonly shown: boolean
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** The roster as it is to be listed at `now`: groups by name, "no group" last, contacts in DESIGN §4's order. */
export function rosterList(
  state: AccountState,
  question: { readonly filter: RosterFilter; readonly search: string; readonly now: Timestamp },
): RosterList {
  const needle = question.search.trim().toLocaleLowerCase()
  const counts = { all: 0, here: 0, away: 0, out: 0, unread: 0 }
  const groups = new Map<string, Entry[]>()
  for (const item of state.roster.items.values()) {
    const about = whereaboutsOf(state, item.jid, question.now)
    const standing = standingOf(about)
    const unread = unreadOf(state.conversations, item.jid) > 0
    counts.all++
    if (standing === 'here') counts.here++
    if (standing === 'away') counts.away++
    if (unread) counts.unread++
    const name = nameOf(state.roster, item.jid)
    const passes =
      question.filter === 'all' ||
      (question.filter === 'unread' ? unread : question.filter === standing)
    const shown = passes && (needle === '' || matches(needle, name, item.jid, about))
    const entry = { jid: item.jid, name, about, rank: rosterRank(about), shown }
    for (const group of item.groups.length > 0 ? item.groups : ['']) {
      const entries = groups.get(group)
      if (entries) entries.push(entry)
      else groups.set(group, [entry])
    }
  }
  const sorted = [...groups].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : collator.compare(a, b)))
  return { counts, groups: sorted.map(([name, entries]) => groupOf(name, entries)) }
}

function groupOf(name: string, entries: Entry[]): RosterGroup {
  const shown = entries.filter((entry) => entry.shown).sort((a, b) => a.rank - b.rank || collator.compare(a.name, b.name))
  const here = entries.reduce((sum, { about }) => sum + (standingOf(about) === 'here' ? 1 : 0), 0)
  return { name, jids: shown.map((entry) => entry.jid), here, total: entries.length }
}

function matches(needle: string, name: string, jid: BareJid, about: Whereabouts): boolean {
  return (
    name.toLocaleLowerCase().includes(needle) ||
    jid.includes(needle) ||
    (about.status?.toLocaleLowerCase().includes(needle) ?? false)
  )
}
