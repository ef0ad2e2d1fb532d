import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BareJid } from '../../xmpp/jid.ts'
import {
  type Cursor,
  findByName,
  firstItem,
  lastItem,
  neighbour,
  spanOf,
  successor,
  tabStop,
} from './roster-cursor.ts'
import { DESKTOP_SIZES, groupsIn, layOut, rowsIn } from './roster-layout.ts'

const group = (name: string, jids: string) => ({
  name,
  jids: [...jids] as unknown as BareJid[],
  here: 0,
  total: jids.length,
})
const at = (name: string, jid?: string): Cursor =>
  jid ? { group: name, jid: jid as BareJid } : { group: name }
const groups = [group('A', 'abc'), group('B', 'cd'), group('C', 'e')]
const layout = layOut(groups, new Set(['B']), DESKTOP_SIZES)

test('the arrows walk over what is open, from end to end', () => {
  const walk: (Cursor | undefined)[] = [firstItem(layout)]
  for (let last = walk.at(-1); last; last = walk.at(-1)) walk.push(neighbour(layout, last, 1))
  const there = walk.slice(0, -1)
  expect(there).toEqual([at('A'), at('A', 'a'), at('A', 'b'), at('A', 'c'), at('B'), at('C'), at('C', 'e')])
  const back = [lastItem(layout)]
  for (let last = back.at(-1); last; last = back.at(-1)) back.push(neighbour(layout, last, -1))
  expect(back.slice(0, -1).reverse()).toEqual(there)
})

test('one tab stop: the cursor, else the open contact, else the first contact', () => {
  expect(tabStop(layout, at('A', 'b'), undefined)).toEqual(at('A', 'b'))
  expect(tabStop(layout, at('B', 'd'), 'e' as BareJid)).toEqual(at('C', 'e'))
  expect(tabStop(layout, undefined, 'd' as BareJid)).toEqual(at('A', 'a'))
  expect(tabStop(layOut(groups, new Set('ABC'), DESKTOP_SIZES), undefined, undefined)).toEqual(at('A'))
})

test('whoever stands there now takes the place of who has gone', () => {
  const after = layOut([group('A', 'ac'), group('C', '')], new Set(), DESKTOP_SIZES)
  expect(successor(layout, after, at('A', 'b'))).toEqual(at('A', 'c'))
  expect(successor(layout, after, at('C', 'e'))).toEqual(at('C'))
  expect(successor(layout, after, at('B'))).toBeUndefined()
})

test('type to find: one letter looks further, a word may stay', () => {
  const name = ({ group, jid }: Cursor) =>
    (jid ? { a: 'Ann', b: 'Anders', c: 'Émile', e: 'Eva' }[jid as string] : group) ?? ''
  expect(findByName(layout, at('A', 'a'), 'a', name)).toEqual(at('A', 'b'))
  expect(findByName(layout, at('A', 'a'), 'an', name)).toEqual(at('A', 'a'))
  expect(findByName(layout, at('A', 'b'), 'ev', name)).toEqual(at('C', 'e'))
  expect(findByName(layout, at('A', 'b'), 'zz', name)).toBeUndefined()
})

test('what is drawn covers what is in sight, and little more', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 60_000 }), (lengths, from) => {
      const many = lengths.map((length, g) => ({
        ...group(`g${g}`, ''),
        jids: Array.from({ length }, (_, i) => `u${i}` as BareJid),
      }))
      const layout = layOut(many, new Set(), DESKTOP_SIZES)
      const span = { from, to: from + 800 }
      const drawn = groupsIn(layout, span, undefined)
      let rows = 0
      for (const placed of layout.groups) {
        const { first, end } = drawn.includes(placed)
          ? rowsIn(placed, DESKTOP_SIZES, span)
          : { first: 0, end: 0 }
        rows += end - first
        for (const [row, jid] of placed.group.jids.entries()) {
          const place = spanOf(layout, { group: placed.group.name, jid })
          const inSight = place !== undefined && place.from < span.to && place.to > span.from
          expect(row >= first && row < end).toBe(inSight)
        }
      }
      expect(rows).toBeLessThanOrEqual(800 / DESKTOP_SIZES.row + 2)
    }),
    { numRuns: 30 },
  )
})
