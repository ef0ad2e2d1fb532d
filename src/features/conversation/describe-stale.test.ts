import { expect, test } from 'vitest'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { type BareJid, parseBareJid } from '../../xmpp/jid.ts'
import { describeStaleNotice } from './describe-stale.ts'

// Thursday.
const now = new Date(2025, 10, 20, 14, 32).getTime()
const at = (hour: number, minute: number, day = 20) => new Date(2025, 10, day, hour, minute).getTime()
const here: Whereabouts = { state: 'here', availability: 'available', live: true, typing: false }
const wiebke = parseBareJid('wiebke@northpier.example') as BareJid

test.each<[string, Whereabouts, string]>([
  [
    'server unreachable',
    { ...here, stale: { kind: 'server-unavailable', since: at(14, 5) }, staleFrom: at(14, 2) },
    'northpier.example can’t be reached since 14:05. What you see about Wiebke is from 14:02.',
  ],
  [
    'for days',
    { ...here, stale: { kind: 'server-unavailable', since: at(14, 5, 18) }, staleFrom: at(14, 2, 12) },
    'northpier.example can’t be reached since Tue 14:05. What you see about Wiebke is from 12 Nov.',
  ],
  [
    'connection paused',
    { ...here, stale: { kind: 'connection-paused', since: at(14, 26) }, staleFrom: at(14, 24) },
    'Wiebke’s connection is paused since 14:26. Messages arrive when it resumes.',
  ],
  [
    'a reason that nobody knows yet',
    { ...here, stale: { kind: 'other', since: at(14, 5) }, staleFrom: at(14, 2) },
    'Where Wiebke is has not been confirmed since 14:05. What you see about Wiebke is from 14:02.',
  ],
  [
    'never told',
    { state: 'unknown', live: true, typing: false, stale: { kind: 'server-unavailable', since: at(14, 5) } },
    'northpier.example can’t be reached since 14:05. Whether Wiebke is there is not known.',
  ],
  [
    'offline before',
    { state: 'offline', live: true, typing: false, stale: { kind: 'server-unavailable', since: at(14, 5) } },
    'northpier.example can’t be reached since 14:05. Wiebke was offline before that.',
  ],
])('%s', (_, about, sentence) => {
  const { strong, rest } = describeStaleNotice(about, { jid: wiebke, short: 'Wiebke', now })
  expect(`${strong} ${rest}`).toBe(sentence)
})
