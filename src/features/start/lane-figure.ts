import { durationInWords, momentInWords } from '../../components/describe-time.ts'
import { type GlyphKind, glyphOf } from '../../components/glyph.tsx'
import { startWords } from '../../i18n/start-words.ts'
import { words } from '../../i18n/words.ts'
import { MINUTE, type Timestamp } from '../../lib/time.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { NOW, placeOf } from './timeline-scale.ts'

const text = startWords.timeline
const states = words.presence

/** What is drawn of one contact. */
export interface LaneFigure {
  readonly glyph: GlyphKind
  /** Of the last evidence, of the width; undefined: there is none. */
  readonly place?: number
  /** From there to now: connected, connected as far as anybody knows, or not. */
  readonly line: 'dashed' | 'none' | 'solid'
  readonly label: string
}

export function laneFigure(about: Whereabouts, now: Timestamp): LaneFigure {
  const at = evidenceOf(about, now)
  const isConnected = about.state === 'here'
  const isSure = about.live && !about.stale
  return {
    glyph: glyphOf(about),
    line: !isConnected ? 'none' : isSure ? 'solid' : 'dashed',
    label: labelOf(about, now),
    ...(at === undefined ? {} : { place: placeOf(at, now) }),
  }
}

/** When somebody was last seen to be there; never ahead of us. */
export function evidenceOf(about: Whereabouts, now: Timestamp): Timestamp | undefined {
  const at = about.state === 'here' ? lastActive(about, now) : about.lastSeen
  return at === undefined ? undefined : Math.min(at, now)
}

function lastActive(about: Whereabouts, now: Timestamp): Timestamp {
  return about.staleFrom ?? quietSince(about) ?? (about.live ? now : (about.lastKnown ?? now))
}

/** The beginning of an absence, if it is known. */
function quietSince({ availability, idleSince, since }: Whereabouts): Timestamp | undefined {
  return idleSince ?? (availability === 'away' || availability === 'xa' ? since : undefined)
}

function labelOf(about: Whereabouts, now: Timestamp): string {
  switch (about.state) {
    case 'waiting':
      return states.waiting
    case 'not-shared':
      return states.notShared
    case 'here':
      return labelOfHere(about, now)
    default:
      if (about.lastSeen !== undefined) return text.seen(momentInWords(about.lastSeen, now))
      if (about.stale) return text.unreachableNow
      return about.state === 'offline' ? states.offline : states.unknown
  }
}

function labelOfHere(about: Whereabouts, now: Timestamp): string {
  const { live, stale } = about
  if (live && !stale) {
    const isActive = about.availability === 'available' && about.idleSince === undefined && !about.idleUnknown
    return isActive ? text.hereNow : stateInWords(about, now)
  }
  const then = about.staleFrom ?? about.lastKnown ?? now
  const when = momentInWords(then, now)
  if (!live) return text.asOf(stateInWords(about, then), when)
  return text.stale[stale?.kind ?? 'other'](when)
}

/** `Idle 12 min`, `Since yesterday 18:40`, `Do not disturb, idle 5 min`. */
function stateInWords(about: Whereabouts, now: Timestamp): string {
  const { availability = 'available', idleSince } = about
  const from = quietSince(about)
  if (from === undefined || now - from < MINUTE) return states[availability]
  const duration = durationInWords(now - from)
  if (availability === 'dnd') {
    const idle = duration ? states.andIdleFor(duration) : states.andIdleSince(momentInWords(from, now))
    return states.joinSpoken([states.dnd, idle])
  }
  if (!duration) return text.since(momentInWords(from, now))
  const isAway = availability === 'away' || availability === 'xa' || idleSince === undefined
  return isAway ? states.awayFor(duration) : states.idleFor(duration)
}

/** Pixels: from a mark to its label, and what a letter takes, more or less. */
const GAP = 14
const LETTER = 6.5

/** On which side of its mark a label stands: off the line where there is room for it. */
export function labelSide({ place = 0, line, label }: LaneFigure, width: number): 'after' | 'before' {
  const needs = GAP + label.length * LETTER
  const hasRoomBefore = place * width >= needs
  // Over the line of now nobody writes.
  const hasRoomAfter = ((place < NOW ? NOW : 1) - place) * width >= needs
  const wantsBefore = line !== 'none' && place < NOW
  return hasRoomBefore && (wantsBefore || !hasRoomAfter) ? 'before' : 'after'
}
