// The one place where payloads are registered. The key is the field: registering a codec makes the field exist on
// Presence or Message, be decoded, be encoded and be advertised (features.ts).
import type { Codecs } from './codec.ts'
import { chatState } from './xep/0085-chat-states.ts'
import { capabilities } from './xep/0115-entity-capabilities.ts'
import { nickname } from './xep/0172-user-nickname.ts'
import { delay, delayedFrom } from './xep/0203-delayed-delivery.ts'
import { stateAnnotation } from './xep/0310-presence-state-annotations.ts'
import { lastInteraction } from './xep/0319-last-interaction.ts'
import { originId, stanzaIds } from './xep/0359-stanza-ids.ts'

export const presenceExtensions = {
  /** XEP-0203: when it was sent, if a server says it had to wait. */
  delayedFrom,
  /** XEP-0319. */
  idleSince: lastInteraction,
  /** XEP-0310: a server says that this may be stale. */
  annotation: stateAnnotation,
  /** XEP-0115. */
  caps: capabilities,
  /** XEP-0172, in subscription requests. */
  nickname,
} satisfies Codecs

export const messageExtensions = {
  /** XEP-0203. */
  delay,
  /** XEP-0085. */
  chatState,
  /** XEP-0359: the sender's own id; never identifies across senders. */
  originId,
  /** XEP-0359: the ids that servers gave. */
  stanzaIds,
} satisfies Codecs

/** Payloads of PEP items; each also asks for its node's news (`+notify`). */
export const pepNodes = {} satisfies Codecs
