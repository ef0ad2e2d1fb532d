import type { BareJid } from '../xmpp/jid.ts'

/** A server on this machine: nothing leaves it, so no TLS is needed. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/**
 * The WebSocket address that a person or a server named, normalised: wss, or ws to this machine; without credentials
 * and fragment. Undefined for everything else.
 */
export function validateServiceUrl(text: string): string | undefined {
  const trimmed = text.trim()
  if (!/^wss?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined
  const url = new URL(trimmed)
  if (url.username || url.password || url.hash || !url.hostname) return undefined
  return url.protocol === 'wss:' || isLoopback(url.href) ? url.href : undefined
}

/** Whether this address is on another domain than the account's, so that a person should confirm it once (T50). */
export function foreignHost(service: string, domain: BareJid): string | undefined {
  const { hostname } = new URL(service)
  // The account's domain in the form that addresses have: ASCII.
  const own = URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain
  return hostname === own || hostname.endsWith(`.${own}`) ? undefined : hostname
}

/** Whether nobody on the way can read what is sent there. */
export const isSecure = (service: string): boolean => service.startsWith('wss:') || isLoopback(service)
