// What this device remembers before any account is open: tiny, in localStorage, and in memory where that is blocked.
import type { BareJid } from '../xmpp/jid.ts'
import { listOf, oneOf, type Reader, text } from './guards.ts'
import { bareJid } from './rows.ts'

export type Theme = 'dark' | 'light'

const PREFIX = 'whereabouts.'
const THEME = 'theme'
const ACCOUNTS = 'accounts'
const deviceName = (account: BareJid): string => `device:${account}`

/** What was written while localStorage was not there; null when removed. Lasts as long as the page. */
const fallback = new Map<string, string | null>()

function readRaw(name: string): string | null {
  const kept = fallback.get(name)
  if (kept !== undefined) return kept
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

function writeRaw(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, value)
    fallback.delete(name)
  } catch {
    fallback.set(name, value)
  }
}

/** JSON of this shape, or undefined. */
function read<T>(name: string, reader: Reader<T>): T | undefined {
  const raw = readRaw(name)
  if (raw === null) return undefined
  try {
    return reader(JSON.parse(raw))
  } catch {
    return undefined
  }
}

const write = (name: string, value: unknown): void =>
  writeRaw(name, value === undefined ? null : JSON.stringify(value))

const theme = oneOf<Theme>('dark', 'light')
const accounts = listOf(bareJid)
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const uuid: Reader<string> = value => {
  const id = text(value)
  return id !== undefined && UUID.test(id) ? id : undefined
}

/** undefined: as the system has it. */
export const readTheme = (): Theme | undefined => read(THEME, theme)

export const writeTheme = (value: Theme | undefined): void => write(THEME, value)

/** Accounts that were signed in here, the last one first. */
export const rememberedAccounts = (): readonly BareJid[] => read(ACCOUNTS, accounts) ?? []

export const rememberAccount = (account: BareJid): void =>
  write(ACCOUNTS, [account, ...rememberedAccounts().filter(other => other !== account)])

/** RFC 9562 version 4; crypto.randomUUID exists only on secure origins. */
function createUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The same for as long as the account stays on this device (XEP-0388 user-agent id). */
export function deviceIdOf(account: BareJid): string {
  const known = read(deviceName(account), uuid)
  if (known !== undefined) return known
  const created = createUuid()
  write(deviceName(account), created)
  return created
}

/** Everything above that is about this account. */
export function forgetDevice(account: BareJid): void {
  const others = rememberedAccounts().filter(other => other !== account)
  write(ACCOUNTS, others.length > 0 ? others : undefined)
  write(deviceName(account), undefined)
}
