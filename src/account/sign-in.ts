import { discoverServices } from '../session/discover.ts'
import type { EndReason } from '../session/events.ts'
import { validateServiceUrl } from '../session/service-url.ts'
import { createMemoryStorage } from '../storage/memory-storage.ts'
import { openAccountStorage, wipeAccountStorage } from '../storage/open-storage.ts'
import { rememberAccount, rememberedAccounts } from '../storage/preferences.ts'
import { hasUsedScram } from '../storage/scram-pins.ts'
import { type BareJid, domainOf, localOf, parseBareJid } from '../xmpp/jid.ts'
import type { Account } from './account.ts'
import type { Config } from './config.ts'
import { decodeSecret } from './kept-secret.ts'
import { openAccount } from './open-account.ts'
import { tellSignedOut } from './other-tabs.ts'

export interface SignInForm {
  readonly address: string
  readonly password: string
  /** Empty: found automatically. */
  readonly serverUrl: string
  readonly keep: boolean
  /** Host the person has agreed to, after `confirm-host`. */
  readonly confirmedHost?: string
}

export interface SignInFailure {
  readonly kind: 'failed'
  readonly reason: EndReason
  readonly domain: string
  /** The server's own words, plain, possibly hostile. */
  readonly text?: string
  readonly field: 'address' | 'password' | 'server'
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly account: Account }
  | SignInFailure
  /** The account's domain points to somebody else's host: ask once. */
  | { readonly kind: 'confirm-host'; readonly host: string; readonly domain: string }

const SERVICES = 'services'

/** One attempt; never rejects. */
export async function signIn(form: SignInForm, config: Config): Promise<SignInResult> {
  const jid = readAddress(form.address, config)
  if (!jid) return { kind: 'failed', reason: 'invalid-address', domain: '', field: 'address' }
  const domain = domainOf(jid)
  const found = await findServices(jid, form, config)
  if (found.kind !== 'found') return found

  const storage = form.keep ? await openAccountStorage(jid) : createMemoryStorage()
  const wasKnown = rememberedAccounts().includes(jid)
  const account = await openAccount({
    jid,
    storage,
    services: found.services,
    credentials: { kind: 'password', password: form.password },
    kept: form.keep,
    persistent: false,
    scramSeen: await hasUsedScram(jid),
  })
  const end = await firstOutcome(account)
  if (end) {
    await account.close('abandon')
    storage.close()
    if (form.keep && !wasKnown) await wipeAccountStorage(jid)
    const text = end.text === undefined ? {} : { text: end.text }
    return { kind: 'failed', reason: end.reason, domain, field: fieldOf(end.reason), ...text }
  }
  if (form.keep) {
    rememberAccount(jid)
    await storage.writeValue(SERVICES, found.services)
  }
  // Kept before and now not: nothing stays, unless another tab lives on it.
  else if (account.isFirstPage) await wipeAccountStorage(jid)
  return { kind: 'signed-in', account }
}

/** The account that this device stays signed in to, shown from the disk before the network answers; undefined = show the form. */
export async function reopenAccount(): Promise<Account | undefined> {
  const [jid] = rememberedAccounts()
  if (!jid) return undefined
  const storage = await openAccountStorage(jid)
  const bytes = await storage.readSecret()
  const secret = bytes && decodeSecret(bytes)
  const services = await storage.readValue(SERVICES)
  if (!secret || !isTexts(services)) {
    storage.close()
    return undefined
  }
  return openAccount({
    jid,
    storage,
    services,
    credentials: { kind: 'kept', secret },
    kept: true,
    persistent: true,
    scramSeen: await hasUsedScram(jid),
  })
}

/** Ends the session and wipes the account's data from this device (T45). Resolves when nothing is left. */
export async function signOut(account: Account): Promise<void> {
  await account.close('stop')
  account.storage.close()
  tellSignedOut(account.jid)
  await wipeAccountStorage(account.jid)
}

/** What was typed → the account's address; completed by the deployment's domain, refused where the deployment is for others. */
export function readAddress(typed: string, config: Config): BareJid | undefined {
  const text = typed.trim()
  const { defaultDomain } = config
  const jid = parseBareJid(
    text.includes('@') || defaultDomain === undefined ? text : `${text}@${defaultDomain}`,
  )
  if (!jid || localOf(jid) === undefined) return undefined
  return config.locked && domainOf(jid) !== defaultDomain ? undefined : jid
}

type Found = { readonly kind: 'found'; readonly services: readonly string[] }

async function findServices(
  jid: BareJid,
  form: SignInForm,
  config: Config,
): Promise<Exclude<SignInResult, { kind: 'signed-in' }> | Found> {
  const domain = domainOf(jid)
  const isOperators = config.defaultDomain === undefined || config.defaultDomain === domain
  const typed = config.locked ? '' : form.serverUrl.trim()
  const serverUrl = typed || (isOperators ? config.serverUrl : undefined)
  if (serverUrl && !validateServiceUrl(serverUrl)) {
    return { kind: 'failed', reason: 'no-websocket', domain, field: 'server' }
  }
  const { services, foreign } = await discoverServices(jid, serverUrl ? { serverUrl } : {})
  if (foreign && foreign !== form.confirmedHost) return { kind: 'confirm-host', host: foreign, domain }
  return { kind: 'found', services }
}

/** Resolves with nothing once online, or with why it ended. */
function firstOutcome({ store }: Account): Promise<{ reason: EndReason; text?: string } | undefined> {
  return new Promise(resolve => {
    const look = () => {
      const { connection } = store.getState()
      if (connection.state === 'online') resolve(undefined)
      else if (connection.state === 'ended') resolve(connection)
      else return
      stop()
    }
    const stop = store.subscribe(look)
    look()
  })
}

function fieldOf(reason: EndReason): 'address' | 'password' | 'server' {
  if (reason === 'invalid-address') return 'address'
  if (reason === 'not-authorized' || reason === 'account-disabled' || reason === 'credentials-expired')
    return 'password'
  return 'server'
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(entry => typeof entry === 'string')
}
