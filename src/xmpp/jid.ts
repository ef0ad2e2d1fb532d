// RFC 7622. JIDs are prepared once, at the edge, and compared as strings everywhere else.
import { prepareDomain, prepareLocal, prepareResource } from './precis.ts'

declare const brand: unique symbol

/** `local@domain` or `domain`, prepared. */
export type BareJid = string & { readonly [brand]: 'bare' }
/** `local@domain/resource` or `domain/resource`, prepared. */
export type FullJid = string & { readonly [brand]: 'full' }
export type Jid = BareJid | FullJid

const MAX_PART_BYTES = 1023

/** A JID as anybody wrote it → prepared; undefined when RFC 7622 refuses it. */
export function parseJid(text: string): Jid | undefined {
  return isPlain(text) ? (text as Jid) : (prepare(text) as Jid | undefined)
}

/** As parseJid, and refuses a JID with a resource. */
export function parseBareJid(text: string): BareJid | undefined {
  if (text.includes('/')) return undefined
  return parseJid(text) as BareJid | undefined
}

export function isFullJid(jid: Jid): jid is FullJid {
  return jid.includes('/')
}

/** `local@domain` of any JID: the JID without its resource. */
export function bareJidOf(jid: Jid): BareJid {
  const slash = jid.indexOf('/')
  return (slash < 0 ? jid : jid.slice(0, slash)) as BareJid
}

export function resourceOf(jid: Jid): string | undefined {
  const slash = jid.indexOf('/')
  return slash < 0 ? undefined : jid.slice(slash + 1)
}

/** The domain, itself the JID of a server or service. */
export function domainOf(jid: Jid): BareJid {
  const bare = bareJidOf(jid)
  return bare.slice(bare.indexOf('@') + 1) as BareJid
}

export function localOf(jid: Jid): string | undefined {
  const bare = bareJidOf(jid)
  const at = bare.indexOf('@')
  return at < 0 ? undefined : bare.slice(0, at)
}

/**
 * `bare` + `/` + `resource`.
 * @throws RangeError when RFC 7622 refuses the resource. What a person typed goes through parseJid instead.
 */
export function withResource(bare: BareJid, resource: string): FullJid {
  const full = parseJid(`${bare}/${resource}`)
  if (full === undefined || !isFullJid(full)) throw new RangeError('not a resource')
  return full
}

// Most JIDs on the wire are prepared already and plain ASCII: one linear look tells. Domains that need thought
// (A-labels, addresses, long labels) do not match and take the long way.
const plain =
  /^(?:[a-z0-9!#$%()*+,\-.;=?[\\\]^_`{|}~]+@)?(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)*[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\/[ -~]+)?$/

function isPlain(text: string): boolean {
  if (text.length > 255 || !plain.test(text)) return false
  const slash = text.indexOf('/')
  const end = slash < 0 ? text.length : slash
  return end - (text.lastIndexOf('@', end) + 1) <= 63
}

function prepare(text: string): string | undefined {
  // RFC 7622 §3.1: the resource begins after the first slash, the local part ends before the first at-sign before it.
  const slash = text.indexOf('/')
  const bare = slash < 0 ? text : text.slice(0, slash)
  const at = bare.indexOf('@')
  const local = at < 0 ? undefined : part(prepareLocal, bare.slice(0, at))
  const domain = part(prepareDomain, bare.slice(at + 1))
  const resource = slash < 0 ? undefined : part(prepareResource, text.slice(slash + 1))
  if (domain === undefined || (at >= 0 && local === undefined) || (slash >= 0 && resource === undefined)) {
    return undefined
  }
  return `${local === undefined ? '' : `${local}@`}${domain}${resource === undefined ? '' : `/${resource}`}`
}

function part(prepared: (text: string) => string | undefined, text: string): string | undefined {
  if (text.length === 0 || text.length > MAX_PART_BYTES) return undefined
  const result = prepared(text)
  return result !== undefined && utf8.encode(result).length <= MAX_PART_BYTES
    ? nonEmptyPart(result)
    : undefined
}

function nonEmptyPart(text: string): string | undefined {
  return text === '' ? undefined : text
}

const utf8 = new TextEncoder()
