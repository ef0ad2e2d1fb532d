import { describe, expect, test } from 'vitest'
import { stanza } from '../fixture.ts'
import { originId, stanzaIds } from './0359-stanza-ids.ts'

describe('XEP-0359', () => {
  test('example 1: the sender of a group chat message generates the ID', () => {
    const message = stanza(
      'message',
      "<origin-id xmlns='urn:xmpp:sid:0' id='de305d54-75b4-431b-adb2-eb6b9e546013'/>",
    )
    expect(originId.decode(message)).toBe('de305d54-75b4-431b-adb2-eb6b9e546013')
    expect(stanzaIds.decode(message)).toBeUndefined()
  })

  test('example 3: the MUC service added its own', () => {
    const message = stanza(
      'message',
      "<stanza-id xmlns='urn:xmpp:sid:0' id='5f3dbc5e-e1d3-4077-a492-693f3769c7ad' by='room@muc.example.org'/>",
      "<origin-id xmlns='urn:xmpp:sid:0' id='de305d54-75b4-431b-adb2-eb6b9e546013'/>",
    )
    expect(stanzaIds.decode(message)).toEqual([
      { id: '5f3dbc5e-e1d3-4077-a492-693f3769c7ad', by: 'room@muc.example.org' },
    ])
    expect(originId.decode(message)).toBe('de305d54-75b4-431b-adb2-eb6b9e546013')
  })
})

test('each id with whoever claims to have given it', () => {
  const ids = [
    "id='1' by='Muc.Example'",
    "id='' by='a@b'",
    "id='2'",
    "id='3' by='@'",
    "by='a@b'",
    "id='4' by='juliet@capulet.example'",
  ]
  const message = stanza(
    'message',
    ...ids.map(attributes => `<stanza-id xmlns='urn:xmpp:sid:0' ${attributes}/>`),
  )
  expect(stanzaIds.decode(message)).toEqual([
    { id: '1', by: 'muc.example' },
    { id: '4', by: 'juliet@capulet.example' },
  ])
})

test('an empty or foreign origin id is absent', () => {
  expect(originId.decode(stanza('message', "<origin-id xmlns='urn:xmpp:sid:0' id=''/>"))).toBeUndefined()
  expect(originId.decode(stanza('message', "<origin-id id='x'/>"))).toBeUndefined()
})

test('round trip', () => {
  expect(originId.decode(stanza('message', originId.encode('a&b')))).toBe('a&b')
})
