// RFC 6121 §2: the roster.
import { type Element, xml } from '@xmpp/xml'
import { done } from './done.ts'
import { type BareJid, parseBareJid } from './jid.ts'
import type { Request } from './request.ts'
import { child, children, elements, isNamed, legalText, nonEmpty, onlyChild } from './xml.ts'

export const NS_ROSTER = 'jabber:iq:roster'

/** RFC 6121 §2.1.2. */
export type Subscription = 'both' | 'from' | 'none' | 'remove' | 'to'

export interface RosterItem {
  readonly jid: BareJid
  readonly name?: string
  readonly subscription: Subscription
  /** ask='subscribe': our request waits for an answer. */
  readonly pendingOut: boolean
  readonly groups: readonly string[]
}

export interface Roster {
  readonly items: readonly RosterItem[]
  /** RFC 6121 §2.6; absent when the server keeps no versions. */
  readonly version?: string
}

const subscriptions: ReadonlySet<string> = new Set<Subscription>(['both', 'from', 'none', 'remove', 'to'])

/**
 * The whole roster. `version`: the one we have, '' to say that we have none but keep them, left out where the server
 * does not keep versions. `unchanged`: ours is still right; what changed since comes as pushes (§2.6.3).
 */
export const getRoster: Request<{ readonly version?: string }, Roster | 'unchanged'> = {
  type: 'get',
  encode: ({ version }) => xml('query', { xmlns: NS_ROSTER, ver: version }),
  decode(iq) {
    const query = child(iq, 'query', NS_ROSTER)
    if (!query) return elements(iq).length === 0 ? 'unchanged' : undefined
    // A JID that comes twice is one contact: the last says how.
    const items = new Map<BareJid, RosterItem>()
    for (const item of decodeRosterItems(query)) if (item.subscription !== 'remove') items.set(item.jid, item)
    return { items: [...items.values()], ...versionOf(query) }
  },
}

/** Adds a contact, or renames and regroups one; who is subscribed to whom stays as it is (§2.3). */
export const setRosterItem: Request<
  { readonly jid: BareJid; readonly name?: string; readonly groups: readonly string[] },
  true
> = {
  type: 'set',
  encode: ({ jid, name, groups }) =>
    xml(
      'query',
      { xmlns: NS_ROSTER },
      xml(
        'item',
        { jid, name: name && legalText(name) },
        [...new Set(groups)].map(group => xml('group', {}, legalText(group))),
      ),
    ),
  decode: done,
}

/** Removes a contact, and with it both subscriptions (§2.5). */
export const removeRosterItem: Request<{ readonly jid: BareJid }, true> = {
  type: 'set',
  encode: ({ jid }) => xml('query', { xmlns: NS_ROSTER }, xml('item', { jid, subscription: 'remove' })),
  decode: done,
}

/** A push (§2.1.6): exactly one item. That it came from our own account is the session's to check. */
export function decodeRosterPush(iq: Element): { item: RosterItem; version?: string } | undefined {
  if (iq.attrs['type'] !== 'set') return undefined
  const query = onlyChild(iq, 'query', NS_ROSTER)
  const element = query && onlyChild(query, 'item', NS_ROSTER)
  const item = element && decodeItem(element)
  return item && { item, ...versionOf(query) }
}

/** The items of a roster `<query/>` one by one, for those who want to rest in between. Malformed ones are skipped. */
export function* decodeRosterItems(query: Element): Generator<RosterItem, void, undefined> {
  for (const node of query.children) {
    if (typeof node === 'string' || !isNamed(node, 'item', NS_ROSTER)) continue
    const item = decodeItem(node)
    if (item) yield item
  }
}

function decodeItem(element: Element): RosterItem | undefined {
  const jid = parseBareJid(element.attrs['jid'] ?? '')
  if (jid === undefined) return undefined
  const name = nonEmpty(element.attrs['name'])
  return {
    jid,
    ...(name !== undefined && { name }),
    subscription: decodeSubscription(element.attrs['subscription']),
    pendingOut: element.attrs['ask'] === 'subscribe',
    groups: decodeGroups(element),
  }
}

function decodeGroups(item: Element): readonly string[] {
  const groups = new Set(children(item, 'group', NS_ROSTER).map(group => group.text()))
  groups.delete('')
  return [...groups]
}

function decodeSubscription(subscription: string | undefined): Subscription {
  return subscription !== undefined && subscriptions.has(subscription)
    ? (subscription as Subscription)
    : 'none'
}

function versionOf(query: Element): { version?: string } {
  const version = query.attrs['ver']
  return version === undefined ? {} : { version }
}
