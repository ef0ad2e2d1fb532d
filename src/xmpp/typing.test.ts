import { expect, test } from 'vitest'
import { fixture } from './fixture.ts'
import { decodeMessage } from './message.ts'
import { composingIn } from './typing.ts'

const state = (name: string) => `<${name} xmlns='http://jabber.org/protocol/chatstates'/>`
const delayed = "<delay xmlns='urn:xmpp:delay' stamp='2024-05-01T12:00:00Z'/>"

test.each([
  ['a composing notification', 'chat', state('composing'), 'composing'],
  ['a pause', 'chat', state('paused'), 'stopped'],
  ['the other states', 'chat', state('gone'), 'stopped'],
  ['a message that says so', 'chat', `<body>Hello</body>${state('active')}`, 'stopped'],
  ['a message that says nothing about it', 'chat', '<body>Hello</body>', 'stopped'],
  ['in a room', 'groupchat', state('composing'), 'composing'],
  ['nothing', 'chat', '', undefined],
  ['a notification that came back', 'error', state('composing'), undefined],
  ['a notification of the past', 'chat', state('composing') + delayed, undefined],
])('%s', (_, type, content, meaning) => {
  const message = decodeMessage(
    fixture(`<message from='juliet@capulet.example/balcony' type='${type}'>${content}</message>`),
  )
  expect(message && composingIn(message)).toBe(meaning)
})
