import { MINUTE, type Timestamp } from '../../lib/time.ts'
import type { ChatMessage } from '../../xmpp/chat-message.ts'
import type { Loss } from './use-lost-contact.ts'

/** What is drawn between two messages: a fact that explains a silence or a gap. */
export type Gap =
  | { readonly kind: 'went-offline'; readonly at: Timestamp }
  | { readonly kind: 'was-offline'; readonly from: Timestamp; readonly to: Timestamp }

/** A message and what stands directly above it. */
export interface Row {
  readonly message: ChatMessage
  /** The first of its day. */
  readonly startsDay: boolean
  /** How many are new from here on; 0 = the line is not here. */
  readonly newFromHere: number
  readonly gap: Gap | undefined
  /** Since when nothing was certain about the contact. */
  readonly lost: Loss | undefined
  /** Continues the run of the message above. */
  readonly joins: boolean
  /** The last of its run: shows time and delivery. */
  readonly closes: boolean
}

export interface RowsQuestion {
  readonly messages: readonly ChatMessage[]
  /** Where the unread ones begin, as it was when the conversation was opened. */
  readonly news?: { readonly count: number; readonly upTo: number } | undefined
  readonly gap?: Gap | undefined
  readonly lost?: Loss | undefined
}

export interface Rows {
  readonly rows: readonly Row[]
  /** The gap when no message follows it. */
  readonly gapAtEnd: Gap | undefined
  readonly lostAtEnd: Loss | undefined
}

/** Messages of one author this close together are one run. */
export const RUN = 3 * MINUTE

export function rowsOf({ messages, news, gap, lost }: RowsQuestion): Rows {
  const newAt = news ? indexOfNews(messages, news) : -1
  const gapAt = gap ? indexOfGap(messages, gap) : -1
  // Above everything it would explain nothing.
  const lostAt = lost ? messages.findLastIndex(message => message.at <= lost.since) + 1 || -1 : -1
  const rows: { -readonly [K in keyof Row]: Row[K] }[] = []
  let day: Day | undefined
  let before: (typeof rows)[number] | undefined
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (!message) continue
    const startsDay = !day || message.at < day.from || message.at >= day.to
    if (startsDay) day = dayOf(message.at)
    const isCut = startsDay || i === newAt || i === gapAt || i === lostAt
    const joins = before !== undefined && !isCut && areOneRun(before.message, message)
    if (before && joins) before.closes = false
    before = {
      message,
      startsDay,
      newFromHere: i === newAt && news ? news.count : 0,
      gap: i === gapAt ? gap : undefined,
      lost: i === lostAt ? lost : undefined,
      joins,
      closes: true,
    }
    rows.push(before)
  }
  return {
    rows,
    gapAtEnd: gap?.kind === 'went-offline' && gapAt === messages.length ? gap : undefined,
    lostAtEnd: lostAt === messages.length ? lost : undefined,
  }
}

interface Day {
  readonly from: Timestamp
  readonly to: Timestamp
}

/** The viewer's day, 23 to 25 hours long. */
function dayOf(at: Timestamp): Day {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  const from = day.getTime()
  day.setDate(day.getDate() + 1)
  return { from, to: day.getTime() }
}

/** A failed message stands alone: its reason and its buttons are its own. */
function areOneRun(a: ChatMessage, b: ChatMessage): boolean {
  return (
    a.direction === b.direction &&
    a.delivery !== 'failed' &&
    b.delivery !== 'failed' &&
    Math.abs(b.at - a.at) < RUN
  )
}

/** The `count`-th incoming message from the end of those that were there; -1 when it is not in memory. */
function indexOfNews(
  messages: readonly ChatMessage[],
  { count, upTo }: { count: number; upTo: number },
): number {
  let left = count
  for (let i = messages.length - 1; i >= 0 && left > 0; i--) {
    const message = messages[i]
    if (!message || message.order > upTo || message.direction !== 'in') continue
    left--
    if (left === 0) return i
  }
  return -1
}

/** Behind the last message from before the gap; for a gap that is over, only if something was written in it. */
function indexOfGap(messages: readonly ChatMessage[], gap: Gap): number {
  const begin = gap.kind === 'went-offline' ? gap.at : gap.from
  const index = messages.findLastIndex(message => message.at <= begin) + 1
  if (gap.kind === 'went-offline') return index
  const next = messages[index]
  return next && next.at <= gap.to ? index : -1
}
