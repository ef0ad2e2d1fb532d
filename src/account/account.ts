import type { Timestamp } from '../lib/time.ts'
import type { Session } from '../session/session.ts'
import type { AccountStore } from '../state/store.ts'
import type { AccountStorage } from '../storage/account-storage.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Journal } from './journal.ts'
import type { OtherTabs } from './other-tabs.ts'
import type { Outbox } from './outbox.ts'

/** One signed-in account: forgetting it is letting go of this object. */
export interface Account {
  readonly jid: BareJid
  readonly store: AccountStore
  readonly session: Session
  readonly storage: AccountStorage
  /** What changed and is to be written together. */
  readonly journal: Journal
  /** Own messages on their way. */
  readonly outbox: Outbox
  readonly tabs: OtherTabs
  /** The instant of the last input in any tab of this account. */
  lastInput(): Timestamp
  /** Whether this account opens by itself at the next visit. */
  readonly kept: boolean
  /** Whether no other tab of this browser has this account open. */
  readonly isFirstPage: boolean
  /** A place after every message so far (F15). */
  nextOrder(): number
  /** Ends everything that runs for this account on this page. `abandon` leaves the stream resumable. */
  close(how: 'abandon' | 'stop'): Promise<void>
}
