import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BareJid } from '../xmpp/jid.ts'
import { type AccountState, initialState } from './account-state.ts'

export type AccountStore = StoreApi<AccountState>

/** One store per account; signing out drops it (no module-level store, no reset). */
export function createAccountStore(self: BareJid): AccountStore {
  return createStore<AccountState>(() => initialState(self))
}
