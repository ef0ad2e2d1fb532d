import { expect, test } from 'vitest'
import { describeDay } from './describe-day.ts'

const now = new Date(2025, 10, 20, 14, 32).getTime()

test.each([
  ['Today', new Date(2025, 10, 20, 0, 0)],
  ['Yesterday', new Date(2025, 10, 19, 23, 59)],
  ['Tuesday 18 November', new Date(2025, 10, 18, 16, 52)],
  ['Wednesday 20 November 2024', new Date(2024, 10, 20, 12)],
])('%s', (words, day) => expect(describeDay(day.getTime(), now)).toBe(words))
