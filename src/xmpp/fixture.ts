// For tests: stanzas as they are printed in the specifications.
import type { Element } from '@xmpp/xml'
import parse from '@xmpp/xml/lib/parse.js'
import { type BareJid, type FullJid, parseBareJid, parseJid } from './jid.ts'
import { NS_CLIENT } from './xml.ts'

/** Parses one element; in jabber:client unless it says otherwise. */
export function fixture(text: string): Element {
  const element = parse(text.trim())
  element.attrs['xmlns'] ??= NS_CLIENT
  return element
}

/** What the other side reads when we send `element`. */
export function overTheWire(element: Element): Element {
  return fixture(element.toString())
}

/** `content` inside a stanza of that kind from Juliet. */
export function stanza(kind: 'iq' | 'message' | 'presence', ...content: (Element | string)[]): Element {
  return fixture(
    `<${kind} xmlns="jabber:client" from="juliet@capulet.example/balcony">${content.join('')}</${kind}>`,
  )
}

export function bare(text: string): BareJid {
  const jid = parseBareJid(text)
  if (jid === undefined) throw new Error(`not a bare JID: ${text}`)
  return jid
}

export function full(text: string): FullJid {
  return parseJid(text) as FullJid
}
