import { expect, test } from 'vitest'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import { type BareJid, parseBareJid } from '../xmpp/jid.ts'
import { createOutbox } from './outbox.ts'

const juliet = parseBareJid('juliet@capulet.example') as BareJid
const romeo = parseBareJid('romeo@montague.example') as BareJid

function message(key: string): ChatMessage {
  return {
    key,
    conversation: juliet,
    direction: 'out',
    from: romeo,
    body: key,
    at: 0,
    order: 0,
    delivery: 'pending',
  }
}

/** A session that takes stanzas only while it is up. */
function wire(up: boolean) {
  const sent: string[] = []
  const session = {
    up,
    send(stanza: { attrs: Record<string, string | undefined> }) {
      if (session.up) sent.push(stanza.attrs['id'] ?? '')
      return session.up
    },
  }
  return { session, sent }
}

test('what is written offline goes out in order when the stream is there', () => {
  const { session, sent } = wire(false)
  const outbox = createOutbox(session, { maySeeUs: () => true })
  for (const key of ['a', 'b', 'c']) outbox.add(message(key))
  expect(sent).toEqual([])
  session.up = true
  outbox.transmit()
  expect(sent).toEqual(['a', 'b', 'c'])
  outbox.transmit()
  expect(sent).toHaveLength(3)
})

test('a message whose fate nobody knows goes again under its id; one that is settled never', () => {
  const { session, sent } = wire(true)
  const outbox = createOutbox(session, { maySeeUs: () => true })
  outbox.add(message('a'))
  outbox.add(message('b'))
  outbox.settled('a')
  outbox.lost('a')
  outbox.lost('b')
  outbox.transmit()
  expect(sent).toEqual(['a', 'b', 'b'])
  expect(outbox.find('a')).toEqual({ conversation: juliet, key: 'a' })
})

test('what a resumed stream still carries is not sent beside it', () => {
  const { session, sent } = wire(true)
  const outbox = createOutbox(session, { maySeeUs: () => true, onTheWire: new Set(['a']) })
  outbox.add(message('a'))
  outbox.add(message('b'))
  expect(sent).toEqual(['b'])
})

test('the chat state goes only to who may see our presence (T17)', () => {
  const stanzas: string[] = []
  const session = { send: (stanza: object) => stanzas.push(String(stanza)) > 0 }
  createOutbox(session, { maySeeUs: () => false }).add(message('a'))
  createOutbox(session, { maySeeUs: () => true }).add(message('b'))
  expect(stanzas.map(stanza => stanza.includes('chatstates'))).toEqual([false, true])
})
