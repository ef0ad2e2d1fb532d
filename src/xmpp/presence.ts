// RFC 6121 §4: presence.
import { type Element, xml } from '@xmpp/xml'
import { type Decoded, decodeExtensions, type Encodable, encodeExtensions } from './codec.ts'
import { decodeError, type StanzaError } from './error.ts'
import { presenceExtensions } from './extensions.ts'
import { type Jid, parseJid } from './jid.ts'
import { childText, humanText, isNamed, legalText, NS_CLIENT, nonEmpty } from './xml.ts'

export type Show = 'away' | 'chat' | 'dnd' | 'xa'

/** What `<show/>` says, with a word for its absence (RFC 6121 §4.7.2.1). */
export type Availability = 'available' | Show

export type PresenceType =
  | 'available'
  | 'error'
  | 'probe'
  | 'subscribe'
  | 'subscribed'
  | 'unavailable'
  | 'unsubscribe'
  | 'unsubscribed'

/** RFC 6121 §4.7: one presence stanza, decoded. Its further fields are those of presenceExtensions. */
export interface Presence extends Decoded<typeof presenceExtensions> {
  readonly from: Jid
  readonly to?: Jid
  readonly id?: string
  readonly type: PresenceType
  /** Only meaningful with type `available`. */
  readonly availability: Availability
  readonly status?: string
  /** −128 … 127, 0 when absent or malformed. */
  readonly priority: number
  readonly error?: StanzaError
}

/** What we say ourselves. */
export interface OutgoingPresence extends Encodable<typeof presenceExtensions> {
  readonly to?: Jid
  readonly id?: string
  readonly type?: Exclude<PresenceType, 'error'>
  readonly availability?: Availability
  readonly status?: string
  readonly priority?: number
}

const shows: ReadonlySet<string> = new Set<Show>(['away', 'chat', 'dnd', 'xa'])

const types: ReadonlySet<string> = new Set<PresenceType>([
  'error',
  'probe',
  'subscribe',
  'subscribed',
  'unavailable',
  'unsubscribe',
  'unsubscribed',
])

/** A `<presence/>` → its value; undefined without a usable `from` and for an unknown type. */
export function decodePresence(element: Element): Presence | undefined {
  if (!isNamed(element, 'presence', NS_CLIENT)) return undefined
  const from = parseJid(element.attrs['from'] ?? '')
  const type = decodeType(element.attrs['type'])
  if (from === undefined || type === undefined) return undefined
  const to = parseJid(element.attrs['to'] ?? '')
  const id = nonEmpty(element.attrs['id'])
  const status = nonEmpty(humanText(element, 'status', NS_CLIENT))
  return {
    from,
    ...(to !== undefined && { to }),
    ...(id !== undefined && { id }),
    type,
    availability: decodeShow(childText(element, 'show', NS_CLIENT)),
    ...(status !== undefined && { status }),
    priority: decodePriority(childText(element, 'priority', NS_CLIENT)),
    ...decodeExtensions(presenceExtensions, element),
    ...(type === 'error' && { error: decodeError(element) }),
  }
}

/** A presence of ours → `<presence/>`; what is left out or says nothing (available, priority 0) is not written. */
export function encodePresence(presence: OutgoingPresence): Element {
  const { to, id, type, availability, status, priority } = presence
  return xml(
    'presence',
    { xmlns: NS_CLIENT, to, id, type: type === 'available' ? undefined : type },
    availability !== undefined && availability !== 'available' && xml('show', {}, availability),
    status && xml('status', {}, legalText(status)),
    !!priority && xml('priority', {}, String(priority)),
    encodeExtensions(presenceExtensions, presence),
  )
}

function decodeType(type: string | undefined): PresenceType | undefined {
  if (type === undefined) return 'available'
  return types.has(type) ? (type as PresenceType) : undefined
}

function decodeShow(show: string | undefined): Availability {
  return show !== undefined && shows.has(show) ? (show as Show) : 'available'
}

function decodePriority(text: string | undefined): number {
  if (text === undefined || !/^[+-]?\d{1,3}$/.test(text)) return 0
  const priority = Number(text)
  return priority >= -128 && priority <= 127 ? priority + 0 : 0
}
