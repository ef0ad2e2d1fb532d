import type { SettingsSlice } from '../../state/settings.ts'
import type { Account } from '../account.ts'

/** Holds at once, in every tab of the account, and after a reload. */
export function changeSettings(account: Account, change: Partial<SettingsSlice>): void {
  const settings = { ...account.store.getState().settings, ...change }
  account.store.setState({ settings })
  void account.storage.writeValue('settings', settings)
  account.tabs.tell({ settings })
}
