import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { initialState } from '../../state/account-state.ts'
import { applyRoster } from '../../state/roster.ts'
import { type BareJid, parseBareJid } from '../../xmpp/jid.ts'
import type { Subscription } from '../../xmpp/roster.ts'
import type { Account } from '../account.ts'
import { createTypingNotifier } from './typing.ts'

const juliet = parseBareJid('juliet@capulet.example') as BareJid
const romeo = parseBareJid('romeo@montague.example') as BareJid

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A composer to Juliet, and the chat states that went out. */
function composer(subscription: Subscription) {
  const state = initialState(romeo)
  const item = { jid: juliet, subscription, pendingOut: false, groups: [] }
  const said: string[] = []
  const account = {
    store: { getState: () => ({ ...state, roster: applyRoster(state.roster, [item], undefined) }) },
    session: {
      send(stanza: object) {
        said.push(/<(active|composing|paused)/.exec(String(stanza))?.[1] ?? '')
        return true
      },
    },
  } as unknown as Account
  return { said, typing: createTypingNotifier(account, juliet) }
}

test('typing is said once, its pause after five seconds, and again when it goes on', () => {
  const { said, typing } = composer('both')
  typing.keystroke('W')
  typing.keystroke('Wh')
  expect(said).toEqual(['composing'])
  vi.advanceTimersByTime(5_000)
  typing.keystroke('Whe')
  expect(said).toEqual(['composing', 'paused', 'composing'])
})

test('whoever types for long says so again before the other side forgets it', () => {
  const { said, typing } = composer('both')
  for (let second = 0; second < 45; second++) {
    typing.keystroke('x'.repeat(second + 1))
    vi.advanceTimersByTime(1_000)
  }
  expect(said).toEqual(['composing', 'composing', 'composing'])
})

test('an emptied box and a message end it', () => {
  const { said, typing } = composer('both')
  typing.keystroke('W')
  typing.keystroke('')
  typing.keystroke('W')
  typing.sent()
  typing.left()
  expect(said).toEqual(['composing', 'active', 'composing'])
})

test('nothing is said to somebody who may not see our presence (T17)', () => {
  const { said, typing } = composer('to')
  typing.keystroke('W')
  vi.advanceTimersByTime(60_000)
  typing.left()
  expect(said).toEqual([])
})
