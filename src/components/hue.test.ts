import { expect, test } from 'vitest'
import { hueOf } from './hue.ts'

test('XEP-0392 §13.1 test vectors', () => {
  expect(hueOf('Romeo')).toBeCloseTo(327.255249, 5)
  expect(hueOf('juliet@capulet.lit')).toBeCloseTo(209.4104, 5)
  expect(hueOf('😺')).toBeCloseTo(331.199341, 5)
  expect(hueOf('council')).toBeCloseTo(359.994507, 5)
})

test('the hues the design was drawn with', () => {
  const drawn = {
    'ada@kavel.example': 4,
    'jonas@kavel.example': 184,
    'noor@kavel.example': 212,
    'wiebke@northpier.example': 340,
    'kofi@tidal.example': 77,
  }
  for (const [jid, hue] of Object.entries(drawn)) expect(Math.round(hueOf(jid))).toBe(hue)
})
