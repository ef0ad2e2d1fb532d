import type { BareJid } from '../xmpp/jid.ts'
import { type BlockingSlice, emptyBlocking } from './blocking.ts'
import { type ClientsSlice, emptyClients } from './clients.ts'
import { type ConnectionSlice, initialConnection } from './connection.ts'
import { type ConversationsSlice, emptyConversations } from './conversations.ts'
import { emptyMessages, type MessagesSlice } from './messages.ts'
import { initialOwnPresence, type OwnPresenceSlice } from './own-presence.ts'
import { emptyPresence, type PresenceSlice } from './presence.ts'
import { emptyRoster, type RosterSlice } from './roster.ts'
import { defaultSettings, type SettingsSlice } from './settings.ts'
import { emptyTyping, type TypingSlice } from './typing.ts'

/** Everything one account knows, normalised by JID; immutable, replaced slice by slice. */
export interface AccountState {
  readonly self: BareJid
  readonly connection: ConnectionSlice
  readonly own: OwnPresenceSlice
  readonly settings: SettingsSlice
  readonly roster: RosterSlice
  readonly presence: PresenceSlice
  readonly clients: ClientsSlice
  readonly typing: TypingSlice
  readonly conversations: ConversationsSlice
  readonly messages: MessagesSlice
  readonly blocking: BlockingSlice
}

export function initialState(self: BareJid): AccountState {
  return {
    self,
    connection: initialConnection,
    own: initialOwnPresence,
    settings: defaultSettings,
    roster: emptyRoster,
    presence: emptyPresence,
    clients: emptyClients,
    typing: emptyTyping,
    conversations: emptyConversations,
    messages: emptyMessages,
    blocking: emptyBlocking,
  }
}
