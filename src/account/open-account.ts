import { MINUTE } from '../lib/time.ts'
import { createSession } from '../session/create-session.ts'
import type { ConnectionEvent, SessionEvent } from '../session/events.ts'
import type { Credentials, Session } from '../session/session.ts'
import { idleSecondsOf, seesUs } from '../state/own-presence.ts'
import { createAccountStore } from '../state/store.ts'
import type { AccountStorage } from '../storage/account-storage.ts'
import { deviceIdOf } from '../storage/preferences.ts'
import { rememberScram } from '../storage/scram-pins.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Account } from './account.ts'
import { markRead } from './actions/conversations.ts'
import { publishPresence } from './actions/own-presence.ts'
import { allUnknownCaps, applyEvents } from './apply-events.ts'
import { createArrivals } from './arrivals.ts'
import { createCapabilityFinder } from './background/capabilities.ts'
import type { IdleWatch } from './background/idle.ts'
import { signOn } from './background/sign-on.ts'
import { applyConnection } from './connection-events.ts'
import { saveRequests } from './contact-requests.ts'
import { becomeFirstPage } from './first-page.ts'
import { hydrate } from './hydrate.ts'
import { createJournal } from './journal.ts'
import { encodeSecret } from './kept-secret.ts'
import { isSignedOut, openOtherTabs } from './other-tabs.ts'
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

/** Whoever was away for so long signs in anew, though the form was not needed, ms. */
const VISIT_ENDS = 10 * MINUTE

/** Puts session, disk and memory together for one account, from the disk's snapshot on; the session is started. */
export async function openAccount(options: OpenOptions): Promise<Account> {
  const { jid, storage } = options
  const firstPage = await becomeFirstPage(jid)
  const snapshot = await storage.load()
  const record = decodeStreamRecord(snapshot.stream)
  const arrivals = createArrivals(record.arrivals)
  const store = createAccountStore(jid)
  const isNewVisit =
    firstPage.isFirst &&
    (options.credentials.kind === 'password' || Date.now() - (record.at ?? 0) > VISIT_ENDS)
  await hydrate(store, storage, snapshot, { record, isNewVisit })
  const resume = firstPage.isFirst && options.kept ? record.stream : undefined

  const tabs = openOtherTabs(jid)
  let idle: IdleWatch | undefined
  // Nobody is idle whom nobody has watched.
  const lastInput = () => idle?.lastInput() ?? Date.now()
  const session: Session = createSession({
    account: jid,
    services: options.services,
    credentials: options.credentials,
    // Who is not to be kept leaves no trace of the device either.
    deviceId: options.kept ? deviceIdOf(jid) : crypto.randomUUID(),
    scramSeen: options.scramSeen,
    persistent: options.persistent,
    ...(resume ? { resume } : {}),
    maySeeUs: other => other === jid || seesUs(store.getState(), other),
    idleSeconds: () => idleSecondsOf(store.getState(), { lastInput: lastInput(), now: Date.now() }),
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
      const { own, presence } = store.getState()
      return encodeStreamRecord({
        arrivals: arrivals.toJSON(),
        settled: [...presence.settled],
        unreachable: [...presence.unreachable].map(([domain, { since = 0 }]) => [domain, since] as const),
        at: Date.now(),
        ...(own.published && { published: own.published }),
        ...(stream && { stream }),
      })
    },
  })

  const outbox = createOutbox(session, {
    maySeeUs: other => seesUs(store.getState(), other),
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
    if (connection.resumed) {
      loadIdle()
      capabilities.want(allUnknownCaps(store.getState()))
      // Much may have changed since it was said.
      publishPresence(account)
    } else {
      journal.add({ presencesReplaced: true })
      signOn(account)
        .catch(() => {})
        .then(loadIdle)
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
  tabs.listen(async news => {
    if (!isSignedOut(news)) return
    await account.close('stop')
    history.replaceState(null, '', location.pathname + location.search)
    location.reload()
  })

  let isClosed = false
  let isLoading = false
  /** Not for the first screen. */
  function loadIdle(): void {
    if (isLoading) return
    isLoading = true
    import('./background/idle.ts').then(
      ({ watchIdle }) => {
        if (!isClosed) idle = watchIdle(account)
      },
      () => {
        isLoading = false
      },
    )
  }

  const account: Account = {
    jid,
    store,
    session,
    storage,
    journal,
    outbox,
    tabs,
    lastInput,
    kept: options.kept,
    isFirstPage: firstPage.isFirst,
    nextOrder: () => arrivals.nextOrder(Date.now()),
    async close(how) {
      stopWatching()
      isClosed = true
      tabs.close()
      idle?.stop()
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
