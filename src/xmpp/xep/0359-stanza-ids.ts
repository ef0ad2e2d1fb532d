// XEP-0359: Unique and Stable Stanza IDs.
import { xml } from '@xmpp/xml'
import type { Codec, Reader } from '../codec.ts'
import { type Jid, parseJid } from '../jid.ts'
import { child, children, nonEmpty } from '../xml.ts'

export const NS_SID = 'urn:xmpp:sid:0'

/** XEP-0359 §3: an id that a server gave. Believed only of a `by` that says it gives them (§5). */
export interface StanzaId {
  readonly id: string
  readonly by: Jid
}

/** The sender's own id; never identifies across senders. */
export const originId: Codec<string> = {
  ns: NS_SID,
  decode: parent => nonEmpty(child(parent, 'origin-id', NS_SID)?.attrs['id']),
  encode: id => xml('origin-id', { xmlns: NS_SID, id }),
}

export const stanzaIds: Reader<readonly StanzaId[]> = {
  ns: NS_SID,
  decode(parent) {
    const ids = children(parent, 'stanza-id', NS_SID).flatMap(({ attrs: { id, by } }) => {
      const jid = parseJid(by ?? '')
      return id && jid !== undefined ? [{ id, by: jid }] : []
    })
    return ids.length > 0 ? ids : undefined
  },
}
