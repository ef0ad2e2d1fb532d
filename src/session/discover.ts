// XEP-0156: where an account's server listens. What it says is taken over https only (T50).
import type { BareJid } from '../xmpp/jid.ts'
import { domainOf } from '../xmpp/jid.ts'
import { decodeHostMetaJson, decodeHostMetaXml } from './host-meta.ts'
import { foreignHost, isLoopback, validateServiceUrl } from './service-url.ts'

const LOOKUP_TIMEOUT = 2_000
/** Nobody needs more addresses; a server could name thousands. */
const MOST_SERVICES = 5
const LONGEST_ANSWER = 100_000

export interface Discovered {
  /** WebSocket addresses in the order they are to be tried. */
  readonly services: readonly string[]
  /** The host that the domain sends us to, when it is another than its own: to be confirmed once. */
  readonly foreign?: string
}

export interface DiscoverOptions {
  /** What the person or the deployment says; then nobody else is asked. */
  readonly serverUrl?: string
  readonly fetch?: typeof fetch
}

/**
 * Finds the WebSocket addresses for an account. An address that is not valid counts as none: validate what a person
 * typed with `validateServiceUrl` first.
 */
export async function discoverServices(account: BareJid, options: DiscoverOptions = {}): Promise<Discovered> {
  const domain = domainOf(account)
  if (options.serverUrl !== undefined) {
    const service = validateServiceUrl(options.serverUrl)
    return { services: service === undefined ? [] : [service] }
  }
  const named = await askDomain(domain, options.fetch ?? ((input, init) => fetch(input, init)))
  if (named.length === 0) return { services: usualAddresses(domain) }
  const foreign = named.map(service => foreignHost(service, domain)).find(host => host !== undefined)
  return foreign === undefined ? { services: named } : { services: named, foreign }
}

/** Where servers listen that say nothing: behind a proxy, Prosody's own port, ejabberd's. */
function usualAddresses(domain: BareJid): string[] {
  const scheme = isLoopback(`https://${domain}`) ? 'ws' : 'wss'
  const host = `${scheme}://${domain}`
  const addresses = [`${host}/xmpp-websocket`, `${host}:5281/xmpp-websocket`, `${host}:5443/ws`]
  return addresses.flatMap(address => validateServiceUrl(address) ?? [])
}

async function askDomain(domain: BareJid, fetcher: typeof fetch): Promise<string[]> {
  const scheme = isLoopback(`https://${domain}`) ? 'http' : 'https'
  const base = `${scheme}://${domain}/.well-known/host-meta`
  if (!URL.canParse(base)) return []
  const [json, xml] = await Promise.all([
    lookUp(`${base}.json`, decodeHostMetaJson, fetcher),
    lookUp(base, decodeHostMetaXml, fetcher),
  ])
  return json.length > 0 ? json : xml
}

async function lookUp(
  url: string,
  decode: (text: string) => readonly string[],
  fetcher: typeof fetch,
): Promise<string[]> {
  try {
    const response = await fetcher(url, {
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(LOOKUP_TIMEOUT),
    })
    // A redirect to http would let anybody on the way say where the server is.
    if (!response.ok || (url.startsWith('https:') && response.url.startsWith('http:'))) return []
    const text = await response.text()
    if (text.length > LONGEST_ANSWER) return []
    const services = decode(text).flatMap(address => validateServiceUrl(address) ?? [])
    return [...new Set(services)].slice(0, MOST_SERVICES)
  } catch {
    return []
  }
}
