import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

test('an empty object is a free deployment', () => {
  expect(parseConfig('{}')).toEqual({ ok: true, config: { locked: false } })
})

test.each([
  ['{', /JSON/],
  ['[]', /./],
  ['{"serverUrl":"http://chat.example"}', /^serverUrl: must begin with wss/],
  ['{"serverUrl":"ws://chat.example/x"}', /^serverUrl/],
  ['{"defaultDomain":"not a domain"}', /^defaultDomain/],
  ['{"defaultDomain":"https://x.example"}', /^defaultDomain/],
  ['{"locked":true}', /locked needs defaultDomain/],
  ['{"defaultDomain":7}', /^defaultDomain/],
  ['{"defaultDomian":"a.example"}', /defaultDomian/],
  ['{"__proto__":{"locked":true}}', /./],
])('%s says what is wrong and where', (text, problem) => {
  const result = parseConfig(text)
  expect(result.ok).toBe(false)
  expect(!result.ok && result.problem).toMatch(problem)
})
