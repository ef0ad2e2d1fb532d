// XEP-0280 §11 (T1): a copy is believed only from our own bare JID, one layer deep, of a conversation of ours.
import type { Element } from '@xmpp/xml'
import { type BareJid, bareJidOf } from '../xmpp/jid.ts'
import { decodeMessage, type Message } from '../xmpp/message.ts'
import { decodeCarbon, NS_CARBONS } from '../xmpp/xep/0280-message-carbons.ts'
import { child } from '../xmpp/xml.ts'

export interface UnwrappedCarbon {
  readonly direction: 'received' | 'sent'
  readonly message: Message
}

/** Whether a message says that it carries a copy, rightly or not: then it is nothing else. */
export function isCarbon(message: Element): boolean {
  return (child(message, 'received', NS_CARBONS) ?? child(message, 'sent', NS_CARBONS)) !== undefined
}

/** The copied message; undefined when it may not be believed. `from` of `stanza` is prepared. */
export function unwrapCarbon(stanza: Element, account: BareJid): UnwrappedCarbon | undefined {
  if (stanza.attrs['from'] !== account) return undefined
  const carbon = decodeCarbon(stanza)
  if (!carbon || isCarbon(carbon.forwarded)) return undefined
  const message = decodeMessage(carbon.forwarded)
  if (!message || message.type === 'groupchat') return undefined
  const mine = carbon.direction === 'sent' ? message.from : message.to
  if (mine === undefined || bareJidOf(mine) !== account) return undefined
  // Our server says when it saw the message; what the message says of itself anybody could have written.
  const { delay } = carbon
  return { direction: carbon.direction, message: delay ? { ...message, delay } : message }
}
