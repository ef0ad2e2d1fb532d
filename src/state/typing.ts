import { MapDraft } from '../lib/map-draft.ts'
import { SECOND, type Timestamp } from '../lib/time.ts'
import type { BareJid, Jid } from '../xmpp/jid.ts'

/** Evidence older than this is no evidence (SECURITY §5, XEP-0022). */
export const TYPING_EXPIRES = 30 * SECOND

/** Who composes, by contact and then by the address that said so. */
export interface TypingSlice {
  readonly since: ReadonlyMap<BareJid, ReadonlyMap<Jid, Timestamp>>
}

export const emptyTyping: TypingSlice = { since: new Map() }

export interface TypingEvidence {
  readonly contact: BareJid
  readonly from: Jid
  /** `gone`: a message, an unavailable presence or "paused" ended it; from a bare JID it ends all devices. */
  readonly kind: 'composing' | 'gone'
  readonly at: Timestamp
}

export function applyTyping(slice: TypingSlice, evidence: readonly TypingEvidence[]): TypingSlice {
  const since = new MapDraft(slice.since)
  for (const { contact, from, kind, at } of evidence) {
    const devices = since.get(contact)
    if (kind === 'composing') since.set(contact, new Map(devices).set(from, at))
    else if (devices) {
      const rest = new Map(devices)
      if ((from as string) === contact) rest.clear()
      else rest.delete(from)
      if (rest.size === 0) since.delete(contact)
      else since.set(contact, rest)
    }
  }
  const next = since.finish()
  return next === slice.since ? slice : { since: next }
}

/** When the last valid composing evidence of this contact runs out; undefined when nobody types there. */
export function typingUntil(slice: TypingSlice, contact: BareJid, now: Timestamp): Timestamp | undefined {
  const devices = slice.since.get(contact)
  if (!devices) return undefined
  const until = Math.max(...devices.values()) + TYPING_EXPIRES
  return until > now ? until : undefined
}

export function isTyping(slice: TypingSlice, contact: BareJid, now: Timestamp): boolean {
  return typingUntil(slice, contact, now) !== undefined
}
