import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE } from '../lib/time.ts'
import { type BareJid, parseBareJid } from '../xmpp/jid.ts'
import { choiceAtSignIn, idleSecondsOf, presenceDue, readChoice, readPublished } from './own-presence.ts'
import { applyRequests, applyRoster, emptyRoster } from './roster.ts'
import { defaultSettings, readSettings, shownRequests } from './settings.ts'

const juliet = parseBareJid('juliet@capulet.example') as BareJid
const tybalt = parseBareJid('tybalt@capulet.example') as BareJid

test('what was stored is read again, field by field', () => {
  const changed = {
    ...defaultSettings,
    idleAfterMinutes: 30,
    awayAfterMinutes: 'off',
    shareIdle: false,
  } as const
  expect(readSettings(JSON.parse(JSON.stringify(changed)))).toEqual(changed)
  expect(
    readSettings({ shareIdle: false, idleAfterMinutes: 2, atSignIn: 'loud', letContactsAsk: 1, x: true }),
  ).toEqual({ ...defaultSettings, shareIdle: false })
})

test('no row breaks them', () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      expect(Object.keys(readSettings(value))).toEqual(Object.keys(defaultSettings))
      readChoice(value)
      readPublished(value)
    }),
  )
  expect(readSettings(JSON.parse('{"__proto__":{"shareIdle":false},"toString":true}'))).toEqual(
    defaultSettings,
  )
})

test('a choice and what was published', () => {
  expect(readChoice({ availability: 'dnd', status: 'Deep work', hidden: true, idleSince: 3 })).toEqual({
    availability: 'dnd',
    status: 'Deep work',
    hidden: true,
  })
  expect(readPublished({ availability: 'away', status: '', idleSince: -3 })).toEqual({
    availability: 'away',
    status: '',
    idleSince: -3,
  })
  expect(readPublished({ availability: 'gone', status: '' })).toBeUndefined()
  expect(readChoice({ availability: 'dnd' })).toBeUndefined()
})

test('a visit begins as it was wished', () => {
  const lunch = { availability: 'dnd', status: 'Lunch', hidden: true } as const
  expect(choiceAtSignIn(lunch, 'available')).toEqual({ availability: 'available', status: '' })
  expect(choiceAtSignIn(lunch, 'last')).toEqual({ availability: 'dnd', status: 'Lunch' })
  expect(choiceAtSignIn(lunch, 'invisible')).toEqual(lunch)
})

test('who asks how long we have been away gets an answer only if all of it is shared (XEP-0012)', () => {
  const own = { availability: 'available', status: '' } as const
  const moment = { lastInput: 0, now: 7 * MINUTE }
  const seconds = (settings: object) =>
    idleSecondsOf({ own, settings: { ...defaultSettings, ...settings } }, moment)
  expect(seconds({})).toBe(420)
  expect(seconds({ shareLastHere: false })).toBeUndefined()
  expect(seconds({ shareIdle: false })).toBeUndefined()
  expect(idleSecondsOf({ own: { ...own, hidden: true }, settings: defaultSettings }, moment)).toBeUndefined()
  expect(presenceDue({ own, settings: defaultSettings }, moment)).toEqual({ ...own, idleSince: 0 })
})

test('requests of strangers are not shown when they may not ask; those of contacts are', () => {
  const known = applyRoster(
    emptyRoster,
    [{ jid: juliet, subscription: 'to', pendingOut: false, groups: [] }],
    undefined,
  )
  const roster = applyRequests(
    known,
    [
      { jid: juliet, at: 1 },
      { jid: tybalt, at: 2 },
    ],
    [],
  )
  const shown = (letContactsAsk: boolean) => [
    ...shownRequests({ roster, settings: { ...defaultSettings, letContactsAsk } }).keys(),
  ]
  expect(shown(true)).toEqual([juliet, tybalt])
  expect(shown(false)).toEqual([juliet])
})
