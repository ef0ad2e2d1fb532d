import { describe, expect, test } from 'vitest'
import { stanza } from '../fixture.ts'
import { type ChatState, chatState } from './0085-chat-states.ts'

const ns = 'http://jabber.org/protocol/chatstates'

describe('XEP-0085', () => {
  test('example 1: user sends initial content message with <active/> notification', () => {
    const message = stanza(
      'message',
      '<thread>act2scene2chat1</thread><body>Who&apos;s there?</body>',
      `<active xmlns='${ns}'/>`,
    )
    expect(chatState.decode(message)).toBe('active')
  })

  test.each<ChatState>(['active', 'composing', 'gone', 'inactive', 'paused'])('round trip of %s', state => {
    expect(chatState.decode(stanza('message', chatState.encode(state)))).toBe(state)
  })
})

test.each([
  ['an unknown state', `<constructor xmlns='${ns}'/>`],
  ['a state of another namespace', '<composing/>'],
  ['a state inside something', `<x xmlns='urn:x'><composing xmlns='${ns}'/></x>`],
])('%s is absent', (_, content) => expect(chatState.decode(stanza('message', content))).toBeUndefined())

test('of two states the first counts', () => {
  const content = `<bogus xmlns='${ns}'/><paused xmlns='${ns}'/><composing xmlns='${ns}'/>`
  expect(chatState.decode(stanza('message', content))).toBe('paused')
})
