import type { BareJid } from '../xmpp/jid.ts'
import type { AccountStorage } from './account-storage.ts'
import { deleteDatabase } from './database.ts'
import { createDisk } from './disk.ts'
import { forgetDevice } from './preferences.ts'
import { createResilientStorage } from './resilient-storage.ts'

/** The account's storage on this device; in memory where there is no disk to be had. Never rejects. */
export async function openAccountStorage(account: BareJid): Promise<AccountStorage> {
  return await createResilientStorage(onGone => createDisk(account, onGone))
}

/**
 * Sign-out (T45): deletes the account's database with its key, and its values of this device. Never rejects: what could
 * not be deleted has been emptied, if the disk let us.
 */
export async function wipeAccountStorage(account: BareJid): Promise<void> {
  forgetDevice(account)
  await deleteDatabase(account).catch(() => {})
}
