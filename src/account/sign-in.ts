import type { EndReason } from '../session/events.ts'
import type { Account } from './account.ts'
import type { Config } from './config.ts'

export interface SignInForm {
  readonly address: string
  readonly password: string
  /** Empty: found automatically. */
  readonly serverUrl: string
  readonly keep: boolean
  /** Host the person has agreed to, after `confirm-host`. */
  readonly confirmedHost?: string
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly account: Account }
  | { readonly kind: 'failed'; readonly reason: EndReason; readonly domain: string; readonly text?: string; readonly field: 'address' | 'password' | 'server' }
  /** The account's domain points to somebody else's host: ask once. */
  | { readonly kind: 'confirm-host'; readonly host: string; readonly domain: string }

/** One attempt; never rejects. */
export async function signIn(form: SignInForm, config: Config): Promise<SignInResult> {
  throw new Error('not yet')
}

/** The account that this device or tab stays signed in to, shown from the disk before the network answers; undefined = show the form. */
export async function reopenAccount(config: Config): Promise<Account | undefined> {
  return undefined
}

/** Ends the session and wipes the account's data from this device (T45). Resolves when nothing is left. */
export async function signOut(account: Account): Promise<void> {}
