// RFC 6121 §5: messages.
import { type Element, xml } from '@xmpp/xml'
import { type Decoded, decodeExtensions, type Encodable, encodeExtensions } from './codec.ts'
import { decodeError, type StanzaError } from './error.ts'
import { messageExtensions } from './extensions.ts'
import { type Jid, parseJid } from './jid.ts'
import { encodeHint, type Hint } from './xep/0334-message-processing-hints.ts'
import { childText, humanText, isNamed, legalText, NS_CLIENT, nonEmpty } from './xml.ts'

export type { ChatState } from './xep/0085-chat-states.ts'
export type { Delay } from './xep/0203-delayed-delivery.ts'
export type { StanzaId } from './xep/0359-stanza-ids.ts'

export type MessageType = 'chat' | 'error' | 'groupchat' | 'headline' | 'normal'

/** One message stanza, decoded; its further fields are those of messageExtensions. Absent and malformed are the same. */
export interface Message extends Decoded<typeof messageExtensions> {
  readonly from: Jid
  readonly to?: Jid
  readonly id?: string
  readonly type: MessageType
  /** Never empty. In a message of type error it is the text that came back. */
  readonly body?: string
  /** May be empty: that is how a room's subject is taken away. */
  readonly subject?: string
  readonly thread?: string
  readonly error?: StanzaError
}

/** What we write ourselves. */
export interface OutgoingMessage extends Encodable<typeof messageExtensions> {
  readonly to: Jid
  readonly type: Exclude<MessageType, 'error'>
  readonly id: string
  readonly body?: string
  readonly subject?: string
  readonly thread?: string
  /** XEP-0334. */
  readonly hints?: readonly Hint[]
}

const types: ReadonlySet<string> = new Set<MessageType>(['chat', 'error', 'groupchat', 'headline', 'normal'])

/** A `<message/>` → its value; undefined without a usable `from`. */
export function decodeMessage(element: Element): Message | undefined {
  if (!isNamed(element, 'message', NS_CLIENT)) return undefined
  const from = parseJid(element.attrs['from'] ?? '')
  if (from === undefined) return undefined
  const to = parseJid(element.attrs['to'] ?? '')
  const id = nonEmpty(element.attrs['id'])
  const type = decodeType(element.attrs['type'])
  const body = nonEmpty(humanText(element, 'body', NS_CLIENT))
  const subject = humanText(element, 'subject', NS_CLIENT)
  const thread = nonEmpty(childText(element, 'thread', NS_CLIENT))
  return {
    from,
    ...(to !== undefined && { to }),
    ...(id !== undefined && { id }),
    type,
    ...(body !== undefined && { body }),
    ...(subject !== undefined && { subject }),
    ...(thread !== undefined && { thread }),
    ...decodeExtensions(messageExtensions, element),
    ...(type === 'error' && { error: decodeError(element) }),
  }
}

/** A message of ours → `<message/>`. */
export function encodeMessage(message: OutgoingMessage): Element {
  const { to, type, id, body, subject, thread, hints = [] } = message
  return xml(
    'message',
    { xmlns: NS_CLIENT, to, id, type: type === 'normal' ? undefined : type },
    body && xml('body', {}, legalText(body)),
    subject !== undefined && xml('subject', {}, legalText(subject)),
    thread && xml('thread', {}, legalText(thread)),
    encodeExtensions(messageExtensions, message),
    hints.map(encodeHint),
  )
}

// RFC 6121 §5.2.2: an unknown type is the same as none, and none is normal.
function decodeType(type: string | undefined): MessageType {
  return type !== undefined && types.has(type) ? (type as MessageType) : 'normal'
}
