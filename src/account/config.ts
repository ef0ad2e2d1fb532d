import { validateServiceUrl } from '../session/service-url.ts'
import { parseBareJid } from '../xmpp/jid.ts'

/** `config.json` beside index.html: how the operator of this deployment set it up. All fields may be absent. */
export interface Config {
  /** Completes an address typed without a domain. */
  readonly defaultDomain?: string
  /** WebSocket address of the server; used for accounts of `defaultDomain`, or for all when there is none. */
  readonly serverUrl?: string
  /** Only accounts of `defaultDomain` may sign in here, over `serverUrl`. */
  readonly locked: boolean
  /** A local demonstration prefills its form. Only honoured where the page itself is on loopback. */
  readonly demo?: { readonly address: string; readonly password: string }
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string }

/** Reads and validates it. A missing file is an empty configuration; a broken one is an error the page shows. */
export async function loadConfig(read: typeof fetch = fetch): Promise<LoadedConfig> {
  let text: string
  try {
    const response = await read('./config.json', { cache: 'no-cache', credentials: 'omit' })
    if (response.status === 404) return { ok: true, config: { locked: false } }
    if (!response.ok) return { ok: false, problem: `HTTP ${response.status}` }
    text = await response.text()
  } catch {
    // Without a network the page itself came from a cache; so does what it needs to reopen an account.
    return { ok: true, config: { locked: false } }
  }
  return parseConfig(text)
}

/** The text of config.json → the configuration, or what is wrong with it and where. */
export function parseConfig(text: string): LoadedConfig {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : 'not JSON' }
  }
  if (!isObject(json)) return { ok: false, problem: 'not an object' }
  for (const [name, value] of Object.entries(json)) {
    const problem = Object.hasOwn(FIELDS, name) ? FIELDS[name]?.(value) : 'not a field of config.json'
    if (problem !== undefined) return { ok: false, problem: `${name}: ${problem}` }
  }
  const config = { locked: false, ...json } as Config
  if (config.locked && config.defaultDomain === undefined)
    return { ok: false, problem: 'locked needs defaultDomain' }
  return { ok: true, config }
}

/** The schema: each field's check answers what is wrong with a value, or undefined. */
const FIELDS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  defaultDomain: value => (isText(value) && isDomain(value) ? undefined : 'must be a domain'),
  serverUrl: value =>
    isText(value) && validateServiceUrl(value)
      ? undefined
      : 'must begin with wss:// (ws:// on this computer only)',
  locked: value => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  demo: value =>
    isObject(value) && isText(value['address']) && isText(value['password'])
      ? undefined
      : 'must have address and password',
}

function isDomain(value: string): boolean {
  return !value.includes('@') && parseBareJid(value) !== undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
