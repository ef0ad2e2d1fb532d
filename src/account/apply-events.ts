import type { Timestamp } from '../lib/time.ts'
import type { SessionEvent } from '../session/events.ts'
import type { AccountState } from '../state/account-state.ts'
import { applyBlocked, applyUnblocked } from '../state/blocking.ts'
import { clientKey } from '../state/clients.ts'
import { applyConversationChanges, applyNews, conversationOf } from '../state/conversations.ts'
import { applyDeliveries, applyMessages, type DeliveryChange } from '../state/messages.ts'
import {
  applyForgotten,
  applyPresences,
  applyReachability,
  type PresenceSlice,
  type ReceivedPresence,
} from '../state/presence.ts'
import { applyRequests, applyRosterPushes, type ContactRequest, maySeeUs } from '../state/roster.ts'
import { applyTyping, type TypingEvidence } from '../state/typing.ts'
import type { Checkpoint } from '../storage/account-storage.ts'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { StanzaError } from '../xmpp/error.ts'
import { type BareJid, bareJidOf, domainOf, type Jid, withResource } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'
import { composingIn } from '../xmpp/typing.ts'
import type { Capabilities } from '../xmpp/xep/0115-entity-capabilities.ts'
import type { Arrivals } from './arrivals.ts'
import { keyOf, placeOf, senderKeyOf, toChatMessage } from './incoming-message.ts'
import { presenceRows } from './presence-rows.ts'

export interface Surroundings {
  readonly now: Timestamp
  readonly arrivals: Arrivals
  /** The conversation that the person is looking at, in a visible page. */
  readonly watched: BareJid | undefined
  /** Own message by the id of its stanza, while its fate is open. */
  readonly ownMessage: (id: string) => { readonly conversation: BareJid; readonly key: string } | undefined
}

export interface Applied {
  readonly state: AccountState
  readonly checkpoint: Checkpoint
  /** Devices whose capabilities nobody has asked for yet. */
  readonly unknownCaps: ReadonlyMap<string, { readonly jid: Jid; readonly caps: Capabilities }>
  readonly requestsChanged: boolean
}

/** A batch of events → the next state and what to write: one pass, each slice replaced at most once. */
export function applyEvents(
  state: AccountState,
  events: readonly SessionEvent[],
  around: Surroundings,
): Applied {
  const sorted = sortEvents(state, events, around)
  const roster = applyRequests(
    applyRosterPushes(state.roster, sorted.pushes),
    sorted.requests,
    sorted.withdrawn,
  )
  const told = applyPresences(state.presence, sorted.presences)
  const presence = applyForgotten(
    withReachability(told, sorted.reachability, around.now),
    withoutSubscription(sorted.pushes),
  )
  const withMessages = applyMessages(state.messages, sorted.messages)
  const messages =
    sorted.deliveries.length > 0 ? applyDeliveries(withMessages, sorted.deliveries) : withMessages
  const news = applyNews(state.conversations, sorted.news)
  const conversations = applyConversationChanges(
    news,
    [...sorted.readElsewhere].map(jid => ({ jid, unread: 0 })),
  )
  const next: AccountState = {
    ...state,
    roster:
      sorted.pushes.length + sorted.requests.length + sorted.withdrawn.length > 0 ? roster : state.roster,
    presence,
    typing: applyTyping(state.typing, sorted.typing),
    messages: sorted.messages.length + sorted.deliveries.length > 0 ? messages : state.messages,
    conversations: sorted.news.length + sorted.readElsewhere.size > 0 ? conversations : state.conversations,
    blocking: applyBlockingEvents(state, events),
  }
  return {
    state: next,
    checkpoint: checkpointOf(next, sorted),
    unknownCaps: unknownCapsOf(next, sorted.presences),
    requestsChanged: sorted.requests.length + sorted.withdrawn.length > 0,
  }
}

interface Sorted {
  readonly presences: ReceivedPresence[]
  readonly pushes: { item: Extract<SessionEvent, { type: 'roster-push' }>['item']; version?: string }[]
  readonly requests: ContactRequest[]
  readonly withdrawn: BareJid[]
  readonly messages: ChatMessage[]
  readonly news: { jid: BareJid; at: Timestamp; unread: boolean }[]
  readonly readElsewhere: Set<BareJid>
  readonly deliveries: DeliveryChange[]
  readonly typing: TypingEvidence[]
  /** Whether a domain was heard of, or bounced; the last word counts. */
  readonly reachability: Map<string, boolean>
}

function sortEvents(state: AccountState, events: readonly SessionEvent[], around: Surroundings): Sorted {
  const sorted: Sorted = {
    presences: [],
    pushes: [],
    requests: [],
    withdrawn: [],
    messages: [],
    news: [],
    readElsewhere: new Set(),
    deliveries: [],
    typing: [],
    reachability: new Map(),
  }
  for (const event of events) {
    if (event.type === 'presence') sortPresence(sorted, state, event, around)
    else if (event.type === 'message') sortMessage(sorted, state, event, around)
    else if (event.type === 'roster-push') sorted.pushes.push(event)
    else if (event.type === 'acknowledged') {
      const own = around.ownMessage(event.id)
      if (own) sorted.deliveries.push({ ...own, delivery: 'sent' })
    }
  }
  return sorted
}

function sortPresence(
  sorted: Sorted,
  state: AccountState,
  { presence }: Extract<SessionEvent, { type: 'presence' }>,
  { now }: Surroundings,
): void {
  const jid = bareJidOf(presence.from)
  if (presence.type === 'subscribe') {
    if (jid === state.self || maySeeUs(state.roster, jid)) return
    sorted.requests.push({
      jid,
      at: now,
      ...(presence.nickname ? { nickname: presence.nickname } : {}),
      ...(presence.status ? { message: presence.status } : {}),
    })
  } else if (presence.type === 'unsubscribe') sorted.withdrawn.push(jid)
  else {
    // Presence of somebody who is neither in the roster nor ourselves is nobody's news (directed, rooms).
    const isKnown =
      jid === state.self || state.roster.items.has(jid) || sorted.pushes.some(({ item }) => item.jid === jid)
    if (!isKnown) return
    const witnessed = state.presence.settled.has(domainOf(state.self))
    sorted.presences.push({ presence, at: now, witnessed, trusted: mayAnnotate(presence, state.self) })
    noteReachability(sorted, presence)
    if (presence.type !== 'available')
      sorted.typing.push({ contact: jid, from: presence.from, kind: 'gone', at: now })
  }
}

/** Our server, theirs, and nobody else: the contact himself could write anything (SECURITY §5). */
function mayAnnotate({ annotation, from }: Presence, self: BareJid): boolean {
  const by = annotation?.by
  return by !== undefined && (by === domainOf(self) || by === domainOf(from))
}

const UNREACHABLE: ReadonlySet<string> = new Set(['remote-server-not-found', 'remote-server-timeout'])

/** A bounce says that a domain does not answer, any other stanza of its own that it does. Replays say nothing. */
function noteReachability(
  sorted: Sorted,
  {
    from,
    error,
    annotation,
  }: { readonly from: Jid; readonly error?: StanzaError; readonly annotation?: unknown },
): void {
  if (annotation !== undefined) return
  sorted.reachability.set(domainOf(from), error === undefined || !UNREACHABLE.has(error.condition))
}

function sortMessage(
  sorted: Sorted,
  state: AccountState,
  { message, provenance }: Extract<SessionEvent, { type: 'message' }>,
  around: Surroundings,
): void {
  const { now, arrivals } = around
  if (provenance.kind === 'live' && !message.delay) noteReachability(sorted, message)
  if (message.type === 'groupchat') return
  const place = placeOf(message, state.self)
  if (!place) return
  const { conversation, direction } = place
  if (message.type === 'error') {
    // T15: an error may fail only our own message to that very peer.
    const own = message.id ? around.ownMessage(message.id) : undefined
    if (own?.conversation === conversation && message.error)
      sorted.deliveries.push({ ...own, delivery: 'failed', error: message.error })
    return
  }
  if (direction === 'in') {
    const composing =
      provenance.kind !== 'archive' && !message.delay && !message.body && composingIn(message) === 'composing'
    if (composing)
      sorted.typing.push({ contact: conversation, from: message.from, kind: 'composing', at: now })
    else if (message.body || composingIn(message) === 'stopped')
      sorted.typing.push({ contact: conversation, from: message.from, kind: 'gone', at: now })
  }
  if (!message.body) return
  const key = keyOf(message, direction, state.self)
  // The archive gives each copy an id of its own; what its sender sent twice is still one message.
  const sent = senderKeyOf(message)
  const isNew = arrivals.isNew(`${conversation} ${key}`)
  if ((sent && sent !== key && !arrivals.isNew(`${conversation} ${sent}`)) || !isNew) return
  const order = arrivals.nextOrder(now)
  const row = toChatMessage(message, {
    self: state.self,
    now,
    order,
    provenance,
    key,
    conversation,
    direction,
  })
  sorted.messages.push(row)
  const unread = direction === 'in' && around.watched !== conversation
  sorted.news.push({ jid: conversation, at: now, unread })
  // Written on another device: what came before was read there.
  if (direction === 'out') sorted.readElsewhere.add(conversation)
  else sorted.readElsewhere.delete(conversation)
}

function applyBlockingEvents(state: AccountState, events: readonly SessionEvent[]) {
  let blocking = state.blocking
  for (const event of events) {
    if (event.type === 'blocked') blocking = applyBlocked(blocking, event.jids)
    else if (event.type === 'unblocked') blocking = applyUnblocked(blocking, event.jids)
  }
  return blocking
}

function withReachability(
  slice: PresenceSlice,
  reachability: ReadonlyMap<string, boolean>,
  now: Timestamp,
): PresenceSlice {
  let next = slice
  for (const [domain, isReachable] of reachability) {
    // Most domains always answer: nothing to do, and nothing to copy.
    if (isReachable !== next.unreachable.has(domain)) continue
    next = applyReachability(next, domain, isReachable ? undefined : now)
  }
  return next
}

/** Who, after these pushes, does not share presence with us. */
function withoutSubscription(pushes: Sorted['pushes']): BareJid[] {
  return pushes.flatMap(({ item }) =>
    item.subscription === 'both' || item.subscription === 'to' ? [] : [item.jid],
  )
}

function checkpointOf(state: AccountState, sorted: Sorted): Checkpoint {
  const conversations = new Set([...sorted.news.map(({ jid }) => jid), ...sorted.readElsewhere])
  const delivered = sorted.deliveries.flatMap(({ conversation, key }) => {
    const message = state.messages.byConversation.get(conversation)?.messages.findLast(one => one.key === key)
    return message ? [message] : []
  })
  const version = state.roster.version
  return {
    messages: [...sorted.messages, ...delivered],
    conversations: [...conversations].map(jid => conversationOf(state.conversations, jid)),
    presences: presenceRows(
      state.presence,
      new Set([
        ...sorted.presences.map(({ presence }) => bareJidOf(presence.from)),
        ...withoutSubscription(sorted.pushes),
      ]),
    ),
    rosterItems: sorted.pushes.filter(({ item }) => item.subscription !== 'remove').map(({ item }) => item),
    removedRosterItems: sorted.pushes
      .filter(({ item }) => item.subscription === 'remove')
      .map(({ item }) => item.jid),
    ...(sorted.pushes.length > 0 && version !== undefined ? { rosterVersion: version } : {}),
  }
}

/** Of everybody who is there: for a page that starts from the disk. */
export function allUnknownCaps(state: AccountState): Applied['unknownCaps'] {
  const unknown = new Map<string, { jid: Jid; caps: Capabilities }>()
  for (const [jid, { devices }] of state.presence.contacts) {
    for (const { caps, resource } of devices) {
      if (!caps || state.clients.byHash.has(clientKey(caps))) continue
      unknown.set(clientKey(caps), { jid: resource === '' ? jid : withResource(jid, resource), caps })
    }
  }
  return unknown
}

function unknownCapsOf(state: AccountState, presences: readonly ReceivedPresence[]) {
  const unknown = new Map<string, { jid: Jid; caps: Capabilities }>()
  for (const { presence } of presences) {
    if (presence.type !== 'available' || !presence.caps) continue
    const key = clientKey(presence.caps)
    if (!state.clients.byHash.has(key)) unknown.set(key, { jid: presence.from, caps: presence.caps })
  }
  return unknown
}
