// XEP-0191: Blocking Command.
import { type Element, xml } from '@xmpp/xml'
import { done } from '../done.ts'
import { type BareJid, parseBareJid } from '../jid.ts'
import type { Request } from '../request.ts'
import { child, children, elements } from '../xml.ts'

export const NS_BLOCKING = 'urn:xmpp:blocking'

/** Whom this account blocks. Entries that are not bare JIDs are skipped singly. */
export const getBlocked: Request<void, readonly BareJid[]> = {
  type: 'get',
  encode: () => xml('blocklist', { xmlns: NS_BLOCKING }),
  decode(iq) {
    const list = child(iq, 'blocklist', NS_BLOCKING)
    return list && decodeItems(list)
  },
}

export const block: Request<{ readonly jid: BareJid }, true> = {
  type: 'set',
  encode: ({ jid }) => xml('block', { xmlns: NS_BLOCKING }, xml('item', { jid })),
  decode: done,
}

/** One JID, always: an `<unblock/>` without items would unblock everybody (§3.5). */
export const unblock: Request<{ readonly jid: BareJid }, true> = {
  type: 'set',
  encode: ({ jid }) => xml('unblock', { xmlns: NS_BLOCKING }, xml('item', { jid })),
  decode: done,
}

export type BlockingPush =
  | { readonly type: 'blocked'; readonly jids: readonly BareJid[] }
  | { readonly type: 'unblocked'; readonly jids: readonly BareJid[] | 'all' }

/** What another client of this account blocked or unblocked. Who sent it is the session's to check. */
export function decodeBlockingPush(iq: Element): BlockingPush | undefined {
  if (iq.attrs['type'] !== 'set') return undefined
  const blocked = child(iq, 'block', NS_BLOCKING)
  if (blocked) {
    const jids = decodeItems(blocked)
    return jids.length > 0 ? { type: 'blocked', jids } : undefined
  }
  const unblocked = child(iq, 'unblock', NS_BLOCKING)
  if (!unblocked) return undefined
  // Only an element that is really empty means everybody; one whose items are all malformed means nothing.
  if (elements(unblocked).length === 0) return { type: 'unblocked', jids: 'all' }
  const jids = decodeItems(unblocked)
  return jids.length > 0 ? { type: 'unblocked', jids } : undefined
}

function decodeItems(parent: Element): BareJid[] {
  return children(parent, 'item', NS_BLOCKING).flatMap(item => parseBareJid(item.attrs['jid'] ?? '') ?? [])
}
