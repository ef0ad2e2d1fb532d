// XEP-0085: Chat State Notifications.
import { xml } from '@xmpp/xml'
import type { Codec } from '../codec.ts'
import { elements, localName } from '../xml.ts'

export const NS_CHAT_STATES = 'http://jabber.org/protocol/chatstates'

export type ChatState = 'active' | 'composing' | 'gone' | 'inactive' | 'paused'

const states: ReadonlySet<string> = new Set<ChatState>(['active', 'composing', 'gone', 'inactive', 'paused'])

export const chatState: Codec<ChatState> = {
  ns: NS_CHAT_STATES,
  decode(parent) {
    for (const element of elements(parent)) {
      const name = localName(element)
      if (states.has(name) && element.getNS() === NS_CHAT_STATES) return name as ChatState
    }
    return undefined
  },
  encode: state => xml(state, { xmlns: NS_CHAT_STATES }),
}
