import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixture, overTheWire, stanza } from '../fixture.ts'
import {
  decodeDiscoInfo,
  decodeDiscoInfoQuestion,
  encodeDiscoInfo,
  getDiscoInfo,
} from './0030-service-discovery.ts'

describe('XEP-0030', () => {
  test('example 1: querying for information', () => {
    expect(getDiscoInfo.encode({}).toString()).toBe('<query xmlns="http://jabber.org/protocol/disco#info"/>')
  })

  test('example 2: result-set for information request', () => {
    const iq = fixture(`
      <iq type='result' from='plays.shakespeare.lit' to='romeo@montague.net/orchard' id='info1'>
        <query xmlns='http://jabber.org/protocol/disco#info'>
          <identity category='conference' type='text' name='Play-Specific Chatrooms'/>
          <identity category='directory' type='chatroom' name='Play-Specific Chatrooms'/>
          <feature var='http://jabber.org/protocol/disco#info'/>
          <feature var='http://jabber.org/protocol/muc'/>
          <feature var='vcard-temp'/>
        </query>
      </iq>`)
    expect(getDiscoInfo.decode(iq)).toEqual({
      identities: [
        { category: 'conference', type: 'text', name: 'Play-Specific Chatrooms' },
        { category: 'directory', type: 'chatroom', name: 'Play-Specific Chatrooms' },
      ],
      features: ['http://jabber.org/protocol/disco#info', 'http://jabber.org/protocol/muc', 'vcard-temp'],
      forms: [],
    })
  })

  test('XEP-0115 example 3: client request for a node', () => {
    const node = 'http://psi-im.org#q07IKJEyjvHSyhy//CH0CxmKi8w='
    const question = getDiscoInfo.encode({ node })
    expect(question.attrs['node']).toBe(node)
    expect(decodeDiscoInfoQuestion(stanza('iq', question))).toEqual({ node })
    expect(decodeDiscoInfoQuestion(stanza('iq', getDiscoInfo.encode({})))).toEqual({})
    expect(decodeDiscoInfoQuestion(stanza('iq'))).toBeUndefined()
  })
})

test('malformed identities and features cost themselves only', () => {
  const iq = stanza(
    'iq',
    `<query xmlns='http://jabber.org/protocol/disco#info'>
      <identity category='client'/><identity type='pc'/><identity xmlns='urn:x' category='a' type='b'/>
      <feature/><feature var=''/><feature var='__proto__'/>
      <x xmlns='jabber:x:data' type='result'><field><value>nameless</value></field></x>
    </query>`,
  )
  expect(decodeDiscoInfo(iq)).toEqual({
    identities: [],
    features: ['__proto__'],
    forms: [{ type: 'result', fields: [] }],
  })
})

test('round trip', () => {
  const text = fc.string({ unit: 'grapheme-ascii', minLength: 1 })
  const info = fc.record(
    {
      node: text,
      identities: fc.array(
        fc.record(
          { category: text, type: text, lang: text, name: text },
          { requiredKeys: ['category', 'type'] },
        ),
      ),
      features: fc.array(text),
      forms: fc.array(
        fc.record({
          type: text,
          fields: fc.array(fc.record({ name: text, type: text, values: fc.array(text) })),
        }),
      ),
    },
    { requiredKeys: ['identities', 'features', 'forms'] },
  )
  fc.assert(
    fc.property(info, value => {
      expect(decodeDiscoInfo(overTheWire(stanza('iq', encodeDiscoInfo(value))))).toEqual(value)
    }),
  )
})
