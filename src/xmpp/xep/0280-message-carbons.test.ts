import { describe, expect, test } from 'vitest'
import { fixture, stanza } from '../fixture.ts'
import { decodeMessage } from '../message.ts'
import { decodeCarbon, enableCarbons } from './0280-message-carbons.ts'

const inner =
  "<message xmlns='jabber:client' from='juliet@capulet.example/balcony' to='romeo@montague.example/garden' type='chat'><body>What man art thou</body></message>"
const forwarded = (...content: string[]) =>
  `<forwarded xmlns='urn:xmpp:forward:0'>${content.join('')}</forwarded>`
const copy = (name: string, ...content: string[]) =>
  `<${name} xmlns='urn:xmpp:carbons:2'>${content.join('')}</${name}>`

describe('XEP-0280', () => {
  test('example 4: client enables carbons', () => {
    expect(enableCarbons.encode().toString()).toBe('<enable xmlns="urn:xmpp:carbons:2"/>')
    expect(enableCarbons.decode(fixture("<iq type='result'/>"))).toBe(true)
  })

  test('example 11: Romeo receives a copy of a message that his other device received', () => {
    const carbon = decodeCarbon(
      fixture(`
        <message xmlns='jabber:client' from='romeo@montague.example' to='romeo@montague.example/home' type='chat'>
          <received xmlns='urn:xmpp:carbons:2'>
            <forwarded xmlns='urn:xmpp:forward:0'>
              <delay xmlns='urn:xmpp:delay' stamp='2024-05-01T12:00:00Z'/>
              ${inner}
            </forwarded>
          </received>
        </message>`),
    )
    expect(carbon).toMatchObject({ direction: 'received', delay: { stamp: Date.UTC(2024, 4, 1, 12) } })
    expect(carbon && decodeMessage(carbon.forwarded)).toMatchObject({
      from: 'juliet@capulet.example/balcony',
      body: 'What man art thou',
    })
  })

  test('example 13: Romeo receives a copy of a message that his other device sent', () => {
    expect(decodeCarbon(stanza('message', copy('sent', forwarded(inner))))).toMatchObject({
      direction: 'sent',
    })
  })
})

describe('what is built otherwise is no copy', () => {
  test.each([
    ['a forwarded message alone', forwarded(inner)],
    ['an empty copy', copy('received')],
    ['a message that is not forwarded', copy('received', inner)],
    ['nothing forwarded', copy('received', forwarded())],
    ['two messages', copy('received', forwarded(inner, inner))],
    ['two forwarded messages', copy('received', forwarded(inner), forwarded(inner))],
    ['two copies', copy('received', forwarded(inner)) + copy('received', forwarded(inner))],
    ['both directions', copy('received', forwarded(inner)) + copy('sent', forwarded(inner))],
    ['a presence', copy('received', forwarded("<presence xmlns='jabber:client' from='a@b'/>"))],
    ['a message of another namespace', copy('received', forwarded("<message xmlns='urn:x' from='a@b'/>"))],
    ['a message that inherits another namespace', copy('received', forwarded("<message from='a@b'/>"))],
    ['a receipt', "<received xmlns='urn:xmpp:receipts' id='x'/>"],
    ['the first version of carbons', `<received xmlns='urn:xmpp:carbons:1'>${forwarded(inner)}</received>`],
    ['a copy inside something', `<x xmlns='urn:x'>${copy('received', forwarded(inner))}</x>`],
  ])('%s', (_, content) => expect(decodeCarbon(stanza('message', content))).toBeUndefined())
})
