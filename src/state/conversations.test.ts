import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BareJid } from '../xmpp/jid.ts'
import {
  applyConversationChanges,
  applyNews,
  conversationOf,
  emptyConversations,
  totalUnread,
  unreadOf,
} from './conversations.ts'

const jids = fc.constantFrom(
  ...(['__proto__', 'constructor', 'juliet@capulet.lit', 'capulet.lit'] as BareJid[]),
)
const news = fc.array(fc.record({ jid: jids, at: fc.nat(1_000), unread: fc.boolean() }))

describe('conversations', () => {
  test('an unknown one is empty, not absent', () => {
    const jid = '__proto__' as BareJid
    expect(conversationOf(emptyConversations, jid)).toEqual({
      jid,
      unread: 0,
      muted: false,
      lastAt: 0,
      draft: '',
    })
  })

  test('unread counts add up, and the newest time stays the newest', () => {
    fc.assert(
      fc.property(news, batch => {
        const slice = applyNews(emptyConversations, batch)
        expect(totalUnread(slice)).toBe(batch.filter(one => one.unread).length)
        for (const { jid, at } of batch) {
          expect(conversationOf(slice, jid).lastAt).toBeGreaterThanOrEqual(at)
          expect(unreadOf(slice, jid)).toBe(batch.filter(one => one.jid === jid && one.unread).length)
        }
      }),
    )
  })

  test('a batch comes out as its parts', () => {
    fc.assert(
      fc.property(news, batch => {
        const apart = batch.reduce((slice, one) => applyNews(slice, [one]), emptyConversations)
        expect(applyNews(emptyConversations, batch)).toEqual(apart)
      }),
    )
  })

  test('a change keeps what it does not name', () => {
    const jid = 'juliet@capulet.lit' as BareJid
    const slice = applyNews(emptyConversations, [{ jid, at: 5, unread: true }])
    const after = applyConversationChanges(slice, [
      { jid, draft: 'Good nig' },
      { jid, unread: 0 },
    ])
    expect(conversationOf(after, jid)).toEqual({ jid, unread: 0, muted: false, lastAt: 5, draft: 'Good nig' })
    expect(applyConversationChanges(slice, [])).toBe(slice)
  })
})
