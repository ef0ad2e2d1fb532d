import type { Timestamp } from '../lib/time.ts'
import type { ResumableStream } from '../session/session.ts'
import { type PublishedPresence, readPublished } from '../state/own-presence.ts'
import { isFullJid, parseJid } from '../xmpp/jid.ts'
import type { ArrivalsRecord } from './arrivals.ts'

/** What the next page needs beside the rows: the stream to resume, and which messages have arrived already. */
export interface StreamRecord {
  readonly stream?: ResumableStream
  readonly arrivals: ArrivalsRecord
  /** Domains whose silence about somebody means offline (state/presence.ts). */
  readonly settled: readonly string[]
  /** Domains that we found silent, since when. */
  readonly unreachable?: readonly (readonly [domain: string, since: Timestamp])[]
  /** The presence that went out last on the stream. */
  readonly published?: PublishedPresence
  /** When it was written. */
  readonly at?: Timestamp
}

export function encodeStreamRecord(record: StreamRecord): string {
  return JSON.stringify(record)
}

/** An unreadable record is no record: the next session starts fresh. */
export function decodeStreamRecord(text: string | undefined): StreamRecord {
  const nothing = { arrivals: { lastOrder: 0, recent: [] }, settled: [] }
  if (text === undefined) return nothing
  try {
    const json: unknown = JSON.parse(text)
    if (!isRecord(json)) return nothing
    const stream = readStream(json['stream'])
    const settled = isTexts(json['settled']) ? json['settled'] : []
    const published = readPublished(json['published'])
    const unreachable = readDomains(json['unreachable'])
    return {
      arrivals: readArrivals(json['arrivals']),
      settled,
      ...(unreachable.length > 0 ? { unreachable } : {}),
      ...(stream ? { stream } : {}),
      ...(published ? { published } : {}),
      ...(typeof json['at'] === 'number' ? { at: json['at'] } : {}),
    }
  } catch {
    return nothing
  }
}

function readDomains(value: unknown): (readonly [string, Timestamp])[] {
  if (!Array.isArray(value)) return []
  return value.flatMap(entry => {
    const [domain, since]: unknown[] = Array.isArray(entry) ? entry : []
    return typeof domain === 'string' && typeof since === 'number' ? [[domain, since] as const] : []
  })
}

function readArrivals(value: unknown): ArrivalsRecord {
  const lastOrder = isRecord(value) && typeof value['lastOrder'] === 'number' ? value['lastOrder'] : 0
  const recent = isRecord(value) && isTexts(value['recent']) ? value['recent'] : []
  return { lastOrder, recent }
}

function readStream(value: unknown): ResumableStream | undefined {
  if (!isRecord(value)) return undefined
  const { id, jid, inbound, outbound, queue, maxSeconds, at } = value
  const full = typeof jid === 'string' ? parseJid(jid) : undefined
  if (typeof id !== 'string' || !full || !isFullJid(full) || !isTexts(queue)) return undefined
  if (typeof inbound !== 'number' || typeof outbound !== 'number' || typeof at !== 'number') return undefined
  return {
    id,
    jid: full,
    inbound,
    outbound,
    queue,
    at,
    ...(typeof maxSeconds === 'number' ? { maxSeconds } : {}),
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(entry => typeof entry === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The ids of the messages that a stream still carries. */
export function messageIdsIn(stream: ResumableStream | undefined): Set<string> {
  const ids = (stream?.queue ?? []).flatMap(stanza => {
    const tag = /^<message\b[^>]*>/.exec(stanza)?.[0]
    const id = tag && /\sid=(?:"([^"]*)"|'([^']*)')/.exec(tag)
    return id ? [id[1] ?? id[2] ?? ''] : []
  })
  return new Set(ids)
}
