import { words } from '../i18n/words.ts'
import type { Timestamp } from '../lib/time.ts'
import type { Stale } from '../state/presence.ts'
import type { Whereabouts } from '../state/whereabouts.ts'
import { durationInWords, momentInWords, nextDurationChange, nextMidnight } from './describe-time.ts'

const text = words.presence

/** Presence in words: for a row, for a header, for a screen reader. */
export interface PresenceWords {
  /**
   * `lead` and `rest` are quiet, `live` is what counts: "Last known: " + "available", "Idle 12 min" · "in 1 room".
   * Any of them may be empty: "Waiting for approval" is all lead.
   */
  readonly short: { readonly lead: string; readonly live: string; readonly rest: string }
  /** As `short`, with the start: "Idle 38 min" + "since 13:54". Narrow screens may drop `rest`. */
  readonly header: { readonly live: string; readonly rest: string }
  /** The header's two parts in one. */
  readonly long: string
  readonly spoken: string
}

interface Clause {
  readonly lead?: string
  readonly live: string
  /** Segments after the live part of a row. */
  readonly rest?: readonly string[]
  /** What the header says right after the live part, such as "since 13:54". */
  readonly start?: string
  /** Segments of the header; `rest` unless told. */
  readonly headerLive?: string
  readonly headerRest?: readonly string[]
  readonly spoken: readonly string[]
}

/** DESIGN §3: one contact's presence at `now`. */
export function describeWhereabouts(about: Whereabouts, now: Timestamp): PresenceWords {
  const words = toWords(clauseOf(about, now))
  if (!about.typing) return words
  const state = about.availability ? text.inline[about.availability] : text.inline.offline
  const header = { live: text.typing, rest: `· ${words.header.live}` }
  return {
    short: { lead: '', live: text.typing, rest: '' },
    header,
    long: `${header.live} ${header.rest}`,
    spoken: text.typingSpoken(state),
  }
}

function clauseOf(about: Whereabouts, now: Timestamp): Clause {
  if (about.stale) return describeStale(about, about.stale, now)
  return about.live ? describeLive(about, now) : describeLastKnown(about, now)
}

/** When time alone will next change these words; undefined when it never will. */
export function nextChange(about: Whereabouts, now: Timestamp): Timestamp | undefined {
  const from = countedFrom(about)
  const isDated = from ?? about.since ?? about.lastSeen ?? about.lastKnown ?? about.stale?.since
  const changes = [
    about.until,
    about.live && from !== undefined ? nextDurationChange(from, now) : undefined,
    isDated === undefined ? undefined : nextMidnight(now),
  ].filter(change => change !== undefined)
  return changes.length === 0 ? undefined : Math.min(...changes)
}

/** What a duration is counted from: being idle, and being away by whatever means. */
function countedFrom(about: Whereabouts): Timestamp | undefined {
  if (about.state !== 'here' || about.stale) return undefined
  const isAway = about.availability === 'away' || about.availability === 'xa'
  return about.idleSince ?? (isAway ? about.since : undefined)
}

function describeLive(about: Whereabouts, now: Timestamp): Clause {
  switch (about.state) {
    case 'waiting':
      return quiet(text.waiting)
    case 'not-shared':
      return quiet(text.notShared)
    case 'unknown':
      return quiet(text.unknown)
    case 'offline':
      return describeOffline(about, now)
    case 'here':
      return describeHere(about, now)
  }
}

/** Nothing to stress in a row. */
function quiet(phrase: string): Clause {
  return { lead: phrase, live: '', headerLive: phrase, spoken: [phrase] }
}

function describeOffline({ lastSeen }: Whereabouts, now: Timestamp): Clause {
  if (lastSeen === undefined) return quiet(text.offline)
  const when = momentInWords(lastSeen, now)
  return {
    lead: text.seenLead,
    live: when,
    headerLive: text.offline,
    headerRest: [text.seen(when)],
    spoken: [text.offline, text.lastSeen(when)],
  }
}

function describeHere(about: Whereabouts, now: Timestamp): Clause {
  const status = about.status === undefined ? [] : [about.status]
  const since = about.since === undefined ? undefined : momentInWords(about.since, now)
  const counted = countFrom(countedFrom(about), now)
  const isIdle = about.idleSince !== undefined && counted !== undefined
  switch (about.availability) {
    case 'dnd': {
      const idle = isIdle
        ? [counted.duration ? text.andIdleFor(counted.duration) : text.andIdleSince(counted.when)]
        : []
      const start = since && !isIdle ? { start: text.since(since) } : {}
      return { live: text.dnd, rest: [...idle, ...status], ...start, spoken: [text.dnd, ...idle, ...status] }
    }
    case 'away':
    case 'xa': {
      const isLong = about.availability === 'xa'
      if (!counted) {
        const live = isLong ? text.xa : text.away
        return { live, rest: status, spoken: [live, ...status] }
      }
      const { duration, when } = counted
      const live = duration ? text.awayFor(duration) : text.awaySince(when)
      const long = duration ? text.xaForSpoken(duration) : text.xaSinceSpoken(when)
      return { live, rest: status, ...startOf(counted), spoken: [isLong ? long : live, ...status] }
    }
    default: {
      if (isIdle) {
        const live = counted.duration ? text.idleFor(counted.duration) : text.idleSince(counted.when)
        return { live, rest: status, ...startOf(counted), spoken: [live, ...status] }
      }
      if (about.availability === 'chat') {
        const start = since ? { start: text.since(since) } : {}
        return { live: text.chat, rest: status, ...start, spoken: [text.chat, ...status] }
      }
      const headerRest = since && !about.idleUnknown ? [text.hereSince(since), ...status] : status
      return { live: text.available, rest: status, headerRest, spoken: [text.available, ...status] }
    }
  }
}

interface Counted {
  /** Undefined from six hours on: then the moment says more. */
  readonly duration: string | undefined
  readonly when: string
}

/** Nothing under a minute. */
function countFrom(from: Timestamp | undefined, now: Timestamp): Counted | undefined {
  if (from === undefined || now - from < 60_000) return undefined
  return { duration: durationInWords(now - from), when: momentInWords(from, now) }
}

function startOf({ duration, when }: Counted): { start?: string } {
  return duration === undefined ? {} : { start: text.since(when) }
}

/** While we are disconnected: what it was when we last knew, never counted on. */
function describeLastKnown(about: Whereabouts, now: Timestamp): Clause {
  const isSomething = about.state === 'here' || about.state === 'offline'
  if (!isSomething) return describeLive(about, now)
  const at = about.lastKnown
  const when = at === undefined ? undefined : momentInWords(at, now)
  const state = lastState(about)
  const seen = about.lastSeen === undefined ? undefined : momentInWords(about.lastSeen, now)
  return {
    lead: text.lastKnownLead,
    live: state,
    rest: seen ? [text.seen(seen)] : [],
    headerLive: text.lastKnownSpoken(when ? text.stateAt(state, when) : state),
    headerRest: [text.youAreOffline],
    spoken: [
      text.lastKnownSpoken(state),
      ...(seen ? [text.lastSeen(seen)] : []),
      ...(when ? [text.asOf(when)] : []),
    ],
  }
}

/** Nobody can say whether it still holds: what it was, when that was, and why it is not sure. */
function describeStale(about: Whereabouts, { kind, since }: Stale, now: Timestamp): Clause {
  const reason = text.stale[kind]
  const sinceWhen = since === undefined ? reason.why : reason.since(momentInWords(since, now))
  if (about.state !== 'here' && about.state !== 'offline') return quiet(text.notKnown(sinceWhen))
  const { staleFrom, lastSeen } = about
  const state = lastState(about)
  const known = staleFrom === undefined ? state : text.stateAt(state, momentInWords(staleFrom, now))
  const seen = lastSeen === undefined ? undefined : momentInWords(lastSeen, now)
  return {
    lead: text.lastKnownLead,
    live: known,
    rest: seen ? [text.seen(seen)] : [],
    headerLive: text.lastKnownSpoken(known),
    headerRest: [...(seen ? [text.seen(seen)] : []), reason.why, ...(about.live ? [] : [text.youAreOffline])],
    spoken: [text.lastKnownSpoken(known), ...(seen ? [text.lastSeen(seen)] : []), sinceWhen],
  }
}

function lastState({ availability, idleSince, lastKnown }: Whereabouts): string {
  if (availability === undefined) return text.inline.offline
  const isIdle = idleSince !== undefined && lastKnown !== undefined
  if (!isIdle || (availability !== 'available' && availability !== 'chat')) return text.inline[availability]
  const duration = durationInWords(lastKnown - idleSince)
  return duration ? text.andIdleFor(duration) : text.andIdleSince(momentInWords(idleSince, lastKnown))
}

function toWords(clause: Clause): PresenceWords {
  const { lead = '', live, rest = [], start } = clause
  const header = {
    live: clause.headerLive ?? live,
    rest: [start ?? '', ...(clause.headerRest ?? rest).map(segment => `· ${segment}`)].join(' ').trim(),
  }
  return {
    short: { lead, live, rest: text.join(rest) },
    header,
    long: header.rest === '' ? header.live : `${header.live} ${header.rest}`,
    spoken: text.joinSpoken(clause.spoken),
  }
}
