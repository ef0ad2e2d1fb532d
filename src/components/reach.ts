import { conversationWords } from '../i18n/conversation-words.ts'
import type { Timestamp } from '../lib/time.ts'
import type { Whereabouts } from '../state/whereabouts.ts'
import { durationInWords, momentInWords } from './describe-time.ts'

const text = conversationWords.reach

/** `data-reach`: what kind of forecast it is. Absent where presence is not known to us. */
export type Reach = 'away' | 'disconnected' | 'dnd' | 'here' | 'idle' | 'offline' | 'stale'

export function reachOf(about: Whereabouts): Reach | undefined {
  if (!about.live) return 'disconnected'
  if (about.stale) return 'stale'
  if (about.state === 'offline') return 'offline'
  if (about.state !== 'here') return undefined
  if (about.availability === 'dnd') return 'dnd'
  if (about.availability === 'away' || about.availability === 'xa') return 'away'
  return about.idleSince === undefined ? 'here' : 'idle'
}

export interface ReachWords {
  readonly strong: string
  /** '' when there is no more to say; narrow screens drop it. */
  readonly rest: string
}

/** The reach line: what happens to a message that is written now. `name` is the short one. */
export function describeReach(about: Whereabouts, now: Timestamp, name: string): ReachWords {
  switch (reachOf(about)) {
    case 'disconnected':
      return { strong: text.disconnected, rest: text.waitHere }
    case 'offline':
      return { strong: text.offline(name), rest: text.deliveredWhenBack(name) }
    case 'dnd':
      return { strong: text.dnd(name), rest: '' }
    case 'here':
      return here(about, name)
    case 'stale':
      return stale(about, name)
    case 'idle':
      return { strong: idle(about, now, name), rest: text.readLater }
    case 'away':
      return { strong: away(about, now, name), rest: text.readLater }
    default:
      return describeUnknown(about, name)
  }
}

function here({ availability, idleUnknown }: Whereabouts, name: string): ReachWords {
  const isFree = availability === 'chat'
  if (idleUnknown) return { strong: isFree ? text.freeToChat(name) : text.available(name), rest: '' }
  return { strong: text.here(name), rest: isFree ? text.hereFreeToChat : '' }
}

function stale(about: Whereabouts, name: string): ReachWords {
  const kind = about.stale?.kind ?? 'other'
  const rest = kind === 'connection-paused' ? text.deliveredWhenResumed : text.mayFail
  return { strong: text.stale[kind](name), rest }
}

function idle({ idleSince = 0 }: Whereabouts, now: Timestamp, name: string): string {
  const duration = durationInWords(now - idleSince)
  return duration ? text.idleFor(name, duration) : text.idleSince(name, momentInWords(idleSince, now))
}

function away(about: Whereabouts, now: Timestamp, name: string): string {
  const from = about.idleSince ?? about.since
  if (from === undefined || now - from < 60_000) return text.away(name)
  const duration = durationInWords(now - from)
  return duration ? text.awayFor(name, duration) : text.awaySince(name, momentInWords(from, now))
}

function describeUnknown(about: Whereabouts, name: string): ReachWords {
  if (about.state === 'waiting') return { strong: text.waiting(name), rest: text.youCanWrite }
  if (about.state === 'not-shared') return { strong: text.notShared(name), rest: '' }
  return { strong: text.unknown(name), rest: '' }
}
