import type { Availability } from '../../xmpp/presence.ts'
import type { Account } from '../account.ts'

/** Kept over reconnects and reloads. */
export function setOwnPresence(account: Account, own: { readonly availability: Availability; readonly status: string }): void {}
