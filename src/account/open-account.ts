import { SECOND } from '../lib/time.ts'
import { createSession } from '../session/create-session.ts'
import type { ConnectionEvent, SessionEvent } from '../session/events.ts'
import type { Credentials, Session } from '../session/session.ts'
import { maySeeUs } from '../state/roster.ts'
import { createAccountStore } from '../state/store.ts'
import type { AccountStorage } from '../storage/account-storage.ts'
import { deviceIdOf } from '../storage/preferences.ts'
import { rememberScram } from '../storage/scram-pins.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Account } from './account.ts'
import { markRead } from './actions/conversations.ts'
import { allUnknownCaps, applyEvents } from './apply-events.ts'
import { createArrivals } from './arrivals.ts'
import { watchActivity } from './background/activity.ts'
import { createCapabilityFinder } from './background/capabilities.ts'
import { signOn } from './background/sign-on.ts'
import { applyConnection } from './connection-events.ts'
import { saveRequests } from './contact-requests.ts'
import { becomeFirstPage } from './first-page.ts'
import { hydrate } from './hydrate.ts'
import { createJournal } from './journal.ts'
import { encodeSecret } from './kept-secret.ts'
import { onSignedOut } from './other-tabs.ts'
import { createOutbox } from './outbox.ts'
import { watchPage } from './page-life.ts'
import { createReceiver } from './receive.ts'
import { decodeStreamRecord, encodeStreamRecord, messageIdsIn } from './stream-record.ts'

export interface OpenOptions {
  readonly jid: BareJid
  readonly storage: AccountStorage
  readonly services: readonly string[]
  readonly credentials: Credentials
  readonly kept: boolean
  /** True: keep trying although nothing has worked yet (a reload without a network). */
  readonly persistent: boolean
  readonly scramSeen: boolean
}

/** Puts session, disk and memory together for one account, from the disk's snapshot on; the session is started. */
export async function openAccount(options: OpenOptions): Promise<Account> {
  const { jid, storage } = options
  const firstPage = await becomeFirstPage(jid)
  const snapshot = await storage.load()
  const record = decodeStreamRecord(snapshot.stream)
  const arrivals = createArrivals(record.arrivals)
  const resume = firstPage.isFirst && options.kept ? record.stream : undefined
  const store = createAccountStore(jid)
  await hydrate(store, storage, snapshot, record)

  const activity = watchActivity()
  const session: Session = createSession({
    account: jid,
    services: options.services,
    credentials: options.credentials,
    // Who is not to be kept leaves no trace of the device either.
    deviceId: options.kept ? deviceIdOf(jid) : crypto.randomUUID(),
    scramSeen: options.scramSeen,
    persistent: options.persistent,
    ...(resume ? { resume } : {}),
    maySeeUs: other => other === jid || maySeeUs(store.getState().roster, other),
    idleSeconds: () => Math.max(0, Math.floor((Date.now() - activity.lastInput()) / SECOND)),
    beforeAcknowledge: () => journal.flush(),
    onEvent: take,
    onSecret(secret) {
      if (secret.scram) void rememberScram(jid)
      if (options.kept) void storage.writeSecret(encodeSecret(secret))
    },
  })

  const journal = createJournal(storage, {
    settle: () => receiver.settled(),
    // Further tabs leave the stream of the first page alone.
    streamState() {
      if (!firstPage.isFirst) return undefined
      const stream = session.resumable()
      const settled = [...store.getState().presence.settled]
      return encodeStreamRecord({ arrivals: arrivals.toJSON(), settled, ...(stream ? { stream } : {}) })
    },
  })

  const outbox = createOutbox(session, {
    maySeeUs: other => maySeeUs(store.getState().roster, other),
    onTheWire: messageIdsIn(resume),
  })

  const receiver = createReceiver(events => {
    const { state, checkpoint, unknownCaps, requestsChanged } = applyEvents(store.getState(), events, {
      now: Date.now(),
      arrivals,
      watched: document.hidden ? undefined : store.getState().conversations.open,
      ownMessage: id => outbox.find(id),
    })
    store.setState(state, true)
    journal.add(checkpoint)
    capabilities.want(unknownCaps)
    if (requestsChanged) saveRequests({ storage, store })
    for (const event of events) settleOutbox(event)
  })

  const capabilities = createCapabilityFinder({ session, storage, store })

  function settleOutbox(event: SessionEvent): void {
    if (event.type === 'acknowledged') outbox.settled(event.id)
    else if (event.type === 'unacknowledged') outbox.lost(event.id)
    else if (event.type === 'message' && event.message.type === 'error' && event.message.id)
      outbox.settled(event.message.id)
  }

  function take(event: SessionEvent): void {
    if (event.type === 'connection') takeConnection(event.connection)
    else receiver.take(event)
  }

  function takeConnection(connection: ConnectionEvent): void {
    // All that came before belongs to the stream before.
    receiver.drain()
    store.setState(
      state => applyConnection(state, connection, { now: Date.now(), queued: outbox.size }),
      true,
    )
    if (connection.state !== 'online') return
    if (connection.resumed) capabilities.want(allUnknownCaps(store.getState()))
    else {
      journal.add({ presencesReplaced: true })
      signOn(account).catch(() => {})
    }
    outbox.transmit()
    // What is on the wire now the next page must not send again.
    if (outbox.size > 0) void journal.flush()
  }

  const stopWatching = watchPage({
    onVisible() {
      const { open } = store.getState().conversations
      if (open) markRead(account, open)
      session.wake()
    },
    // What is written now is on the disk before the next page reads it.
    onLeaving: () => void journal.flush(),
    onGone() {
      void journal.flush()
      session.abandon()
    },
  })

  // The disk is empty now, and so is the address: the form is what this page has left to show.
  const stopListening = onSignedOut(jid, async () => {
    await account.close('stop')
    history.replaceState(null, '', location.pathname + location.search)
    location.reload()
  })

  const account: Account = {
    jid,
    store,
    session,
    storage,
    journal,
    outbox,
    kept: options.kept,
    isFirstPage: firstPage.isFirst,
    nextOrder: () => arrivals.nextOrder(Date.now()),
    async close(how) {
      stopWatching()
      stopListening()
      activity.stop()
      await journal.flush()
      if (how === 'stop') await session.stop()
      else session.abandon()
      receiver.stop()
      journal.stop()
      firstPage.release()
    },
  }
  // A message another page wrote and could not send is this page's to send, if it is the first.
  if (firstPage.isFirst) for (const message of snapshot.outbox) outbox.add(message)
  session.start()
  return account
}
