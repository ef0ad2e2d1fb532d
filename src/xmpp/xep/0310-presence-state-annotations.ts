// XEP-0310: Presence State Annotations.
import type { Element } from '@xmpp/xml'
import type { Reader } from '../codec.ts'
import { type Jid, parseJid } from '../jid.ts'
import { child, elements, humanText, localName } from '../xml.ts'

export const NS_PSA = 'urn:xmpp:psa'

/** Why a presence may be stale; `other` = for a reason that this version of the specification does not know. */
export type Staleness = 'connection-paused' | 'other' | 'server-unavailable'

export interface StateAnnotation {
  /**
   * "a 'from' attribute set to the entity annotating the stanza"; whether it may do so the account decides. Absent where
   * it is missing or nonsense: annotated by nobody, which is not the same as not annotated.
   */
  readonly by?: Jid
  /** Absent: "an empty annotation", the presence can be relied on again. */
  readonly kind?: Staleness
  /** Somebody's words for people; plain text, cut at DESCRIPTION_LENGTH. */
  readonly description?: string
}

/** Characters of a description that anybody may have to read. */
export const DESCRIPTION_LENGTH = 300

/** Only servers write annotations. Advertising the namespace is what makes them do so (§3). */
export const stateAnnotation: Reader<StateAnnotation> = {
  ns: NS_PSA,
  decode(parent) {
    const annotation = child(parent, 'state-annotation', NS_PSA)
    if (!annotation) return undefined
    const by = parseJid(annotation.attrs['from'] ?? '')
    const kind = kindOf(annotation)
    const description = humanText(annotation, 'description', NS_PSA)?.trim().slice(0, DESCRIPTION_LENGTH)
    return { ...(by && { by }), ...(kind && { kind }), ...(description && { description }) }
  },
}

/** Of several reasons the graver one counts: an unreachable server hides whether the connection still waits. */
function kindOf(annotation: Element): Staleness | undefined {
  const reasons = elements(annotation)
    .map(localName)
    .filter(name => name !== 'description')
  if (reasons.includes('server-unavailable')) return 'server-unavailable'
  if (reasons.includes('connection-paused')) return 'connection-paused'
  return reasons.length > 0 ? 'other' : undefined
}
