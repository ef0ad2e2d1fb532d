import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffDelay } from './backoff.ts'

const longest = (failures: number, lastsMs: number, isVisible: boolean) =>
  backoffDelay({ failures, lastsMs, isVisible }, 1)

test('doubles from one second', () => {
  expect([0, 1, 2, 3].map(failures => longest(failures, 0, false))).toEqual([1_000, 2_000, 4_000, 8_000])
})

test('while somebody looks a server that returns is found within seconds', () => {
  expect(longest(20, 60_000, true)).toBe(6_000)
  expect(longest(20, 600_000, true)).toBe(30_000)
  expect(longest(20, 600_000, false)).toBe(120_000)
})

test('full jitter, never above two minutes, whatever the figures', () => {
  const outage = fc.record({ failures: fc.nat(), lastsMs: fc.nat(), isVisible: fc.boolean() })
  fc.assert(
    fc.property(outage, fc.double({ min: 0, max: 0.999, noNaN: true }), (of, random) => {
      const delay = backoffDelay(of, random)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(120_000)
      expect(backoffDelay(of, 0)).toBe(0)
    }),
  )
})
