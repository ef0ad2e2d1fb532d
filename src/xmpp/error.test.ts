import { describe, expect, test } from 'vitest'
import { decodeError, encodeError, type StanzaError } from './error.ts'
import { fixture, stanza } from './fixture.ts'

const unknown: StanzaError = { type: 'cancel', condition: 'undefined-condition' }

describe('RFC 6120 §8.3', () => {
  test('§8.3.3.1 bad-request', () => {
    const iq = fixture(`
      <iq from='im.example.com' id='zj3v142b' to='juliet@im.example.com/balcony' type='error'>
        <error type='modify'><bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
      </iq>`)
    expect(decodeError(iq)).toEqual({ type: 'modify', condition: 'bad-request' })
  })

  test('§8.3.4: an application-specific condition beside the defined one, and text', () => {
    const message = fixture(`
      <message type='error' id='7h3baci9'>
        <error type='modify'>
          <too-many-parameters xmlns='http://example.org/ns'/>
          <undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
          <text xml:lang='en' xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>[ ... application-specific information ... ]</text>
        </error>
      </message>`)
    expect(decodeError(message)).toEqual({
      type: 'modify',
      condition: 'undefined-condition',
      text: '[ ... application-specific information ... ]',
    })
  })
})

describe('malformed', () => {
  test.each([
    ['no error', ''],
    ['an empty error', '<error/>'],
    ['an error of another namespace', "<error xmlns='urn:x' type='wait'/>"],
    ['an unknown type', "<error type='__proto__'/>"],
    [
      'an unknown condition',
      "<error type='cancel'><constructor xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
    ],
    ['a condition of another namespace', "<error type='cancel'><conflict/></error>"],
    ['text only', "<error type='cancel'><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"],
  ])('%s', (_, content) => expect(decodeError(stanza('iq', content))).toEqual(unknown))
})

test('round trip', () => {
  const error: StanzaError = { type: 'wait', condition: 'resource-constraint', text: '<later> & "later"' }
  expect(decodeError(stanza('iq', encodeError(error)))).toEqual(error)
})
