import { expect, test } from 'vitest'
import type { RosterList } from '../../state/roster-list.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { heldOrder, sameList, sameOrder } from './held-order.ts'

const counts = { all: 3, here: 0, away: 0, out: 0, unread: 0 }
function list(names: string, here = 0): RosterList {
  const jids = [...names] as unknown as BareJid[]
  return { counts: { ...counts, here }, groups: [{ name: 'Work', jids, here, total: 3 }] }
}
const order = (of: RosterList) => of.groups[0]?.jids.join('')
const everybody = () => true

test('nobody moves; the counts are fresh', () => {
  const held = heldOrder(list('abc'), list('cab', 2), everybody)
  expect(order(held)).toBe('abc')
  expect(held.counts.here).toBe(2)
  expect(held.groups[0]?.here).toBe(2)
})

test('newcomers come in behind their predecessors, or first', () => {
  expect(order(heldOrder(list('cba'), list('abxc'), everybody))).toBe('cbxa')
  expect(order(heldOrder(list('abc'), list('xyabc'), everybody))).toBe('xyabc')
})

test('who has left the group goes at once; who only fails the filter stays', () => {
  expect(order(heldOrder(list('abc'), list('ac'), (_, jid) => (jid as string) !== 'b'))).toBe('ac')
  expect(order(heldOrder(list('abc'), list('ac'), everybody))).toBe('abc')
})

test('the same again is the very same', () => {
  const before = list('abc', 1)
  expect(heldOrder(before, list('bca', 1), everybody)).toBe(before)
  expect(sameList(before, list('abc', 1))).toBe(before)
  expect(sameList(before, list('abc', 2)).groups[0]?.jids).toBe(before.groups[0]?.jids)
  expect(sameOrder(list('ab', 1), list('ab', 2))).toBe(true)
  expect(sameOrder(list('ab'), list('ba'))).toBe(false)
})
