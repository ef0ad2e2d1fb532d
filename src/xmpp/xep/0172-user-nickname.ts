// XEP-0172: User Nickname, in subscription requests (§4.2).
import { xml } from '@xmpp/xml'
import type { Codec } from '../codec.ts'
import { childText, legalText, nonEmpty } from '../xml.ts'

export const NS_NICK = 'http://jabber.org/protocol/nick'

/** What somebody calls themselves: a claim, never an identity. */
export const nickname: Codec<string> = {
  ns: NS_NICK,
  decode: parent => nonEmpty(childText(parent, 'nick', NS_NICK)?.trim()),
  encode: value => xml('nick', { xmlns: NS_NICK }, legalText(value)),
}
