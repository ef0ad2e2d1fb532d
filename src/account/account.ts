import type { Session } from '../session/session.ts'
import type { AccountStore } from '../state/store.ts'
import type { AccountStorage } from '../storage/account-storage.ts'
import type { BareJid } from '../xmpp/jid.ts'

/** One signed-in account: forgetting it is letting go of this object. */
export interface Account {
  readonly jid: BareJid
  readonly store: AccountStore
  readonly session: Session
  readonly storage: AccountStorage
}
