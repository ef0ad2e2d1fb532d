import type { BareJid } from '../xmpp/jid.ts'

/** XEP-0191. `supported` is undefined until the server has answered. */
export interface BlockingSlice {
  readonly supported: boolean | undefined
  readonly jids: ReadonlySet<BareJid>
}

export const emptyBlocking: BlockingSlice = { supported: undefined, jids: new Set() }

export function applyBlocked(slice: BlockingSlice, jids: readonly BareJid[]): BlockingSlice {
  return { supported: true, jids: new Set([...slice.jids, ...jids]) }
}

export function applyUnblocked(slice: BlockingSlice, jids: readonly BareJid[] | 'all'): BlockingSlice {
  const gone = jids === 'all' ? slice.jids : new Set(jids)
  return { supported: true, jids: new Set([...slice.jids].filter(jid => !gone.has(jid))) }
}
