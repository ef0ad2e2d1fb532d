import { xml } from '@xmpp/xml'
import { afterEach } from 'vitest'
import { bare } from '../../xmpp/fixture.ts'
import { createSession, type SessionTiming } from '../create-session.ts'
import { browserEnvironment, type Environment } from '../environment.ts'
import type { ConnectionEvent, SessionEvent } from '../events.ts'
import type { KeptSecret, Session, SessionOptions } from '../session.ts'
import { enabled, type Peer, signIn, startScriptedServer, until } from './scripted-server.ts'

const account = bare('romeo@example.com')
export const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl'
export const FULL = 'romeo@example.com/here'

export const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

export interface OpenSession {
  readonly session: Session
  readonly events: SessionEvent[]
  readonly secrets: KeptSecret[]
  readonly logged: string[]
  readonly peers: readonly Peer[]
  state(): ConnectionEvent | undefined
  until(state: ConnectionEvent['state']): Promise<ConnectionEvent>
}

/** A session that has started, with a server that a test plays. */
export async function openSession(
  play: (peer: Peer, index: number) => unknown,
  options: Partial<SessionOptions> = {},
  timing: Partial<SessionTiming> = {},
  world: Partial<Environment> = {},
): Promise<OpenSession> {
  const { url, peers, stop } = await startScriptedServer(play)
  const events: SessionEvent[] = []
  const secrets: KeptSecret[] = []
  const logged: string[] = []
  const session = createSession(
    {
      account:
        account ??
        (() => {
          throw new Error()
        })(),
      services: [url],
      credentials: { kind: 'password', password: 'pencil' },
      deviceId: '00000000-0000-4000-8000-000000000001',
      scramSeen: false,
      maySeeUs: () => true,
      idleSeconds: () => undefined,
      beforeAcknowledge: async () => {},
      onEvent: event => events.push(event),
      onSecret: secret => secrets.push(secret),
      ...options,
    },
    { ...browserEnvironment, random: () => 0.01, log: what => logged.push(what), ...world },
    timing,
  )
  cleanUps.push(() => session.abandon(), stop)
  const states = () => events.flatMap(event => (event.type === 'connection' ? [event.connection] : []))
  session.start()
  return {
    session,
    events,
    secrets,
    logged,
    peers,
    state: () => states().at(-1),
    until: state => until(() => (states().at(-1)?.state === state ? states().at(-1) : undefined)),
  }
}

/** A usual server with stream management; takes resumptions of what it enabled. */
export const usual = async (peer: Peer, index: number) => {
  await signIn(peer)
  const next = await until(() => peer.elements.find(({ name }) => name === 'enable' || name === 'resume'))
  if (next.name === 'enable') peer.send(enabled(`stream-${index}`))
  else peer.send(`<resumed xmlns="urn:xmpp:sm:3" h="0" previd="${next.attrs['previd']}"/>`)
}

export const message = (body: string, id = body) =>
  `<message xmlns="jabber:client" from="juliet@example.net/b" to="${FULL}" type="chat" id="${id}"><body>${body}</body></message>`
export const bodies = ({ events }: OpenSession) =>
  events.flatMap(event => (event.type === 'message' ? [event.message.body] : []))
export const ours = (id: string) =>
  xml('message', { to: 'juliet@example.net', id, type: 'chat' }, xml('body', {}, id))
