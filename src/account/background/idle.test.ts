import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../lib/time.ts'
import { initialState } from '../../state/account-state.ts'
import type { OwnChoice } from '../../state/own-presence.ts'
import type { SettingsSlice } from '../../state/settings.ts'
import { createAccountStore } from '../../state/store.ts'
import { type BareJid, parseBareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'
import { broadcastPresence, publishPresence, setOwnPresence } from '../actions/own-presence.ts'
import { createIdle, type IdleWatch } from './idle.ts'

const romeo = parseBareJid('romeo@montague.example') as BareJid
const NOON = Date.UTC(2025, 10, 20, 12)

beforeEach(() => void vi.useFakeTimers({ now: NOON }))
afterEach(() => void vi.useRealTimers())

/** Romeo, who signed on at noon, and all presence that went out since. */
function desk({ settings = {}, own }: { settings?: Partial<SettingsSlice>; own?: OwnChoice } = {}) {
  const store = createAccountStore(romeo)
  const initial = initialState(romeo)
  store.setState({
    connection: { state: 'online', since: NOON },
    settings: { ...initial.settings, ...settings },
    ...(own && { own }),
  })
  const said: string[] = []
  const link = { isUp: true }
  let idle: IdleWatch | undefined
  const account = {
    jid: romeo,
    store,
    session: {
      send(stanza: object) {
        if (link.isUp) said.push(inShort(String(stanza)))
        return link.isUp
      },
      request: async () => true,
    },
    storage: { writeValue: async () => {} },
    journal: { add() {}, flush: async () => {} },
    tabs: { tell() {} },
    lastInput: () => idle?.lastInput() ?? Date.now(),
  } as unknown as Account
  const system = { isActive: false }
  idle = createIdle({
    now: Date.now,
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    settings: () => store.getState().settings,
    publish: () => publishPresence(account),
    isSystemActive: () => system.isActive,
  })
  broadcastPresence(account)
  idle.look()
  return { account, store, idle, said, link, system }
}

/** `<presence><show>away</show><idle since=…12:00…/></presence>` → `away idle 12:00:00`. */
function inShort(presence: string): string {
  if (presence.includes('type="unavailable"')) return 'unavailable'
  const show = /<show>(\w+)</.exec(presence)?.[1] ?? 'available'
  const status = /<status>([^<]+)</.exec(presence)?.[1]
  const since = /since="2025-11-2\dT([\d:]+)Z"/.exec(presence)?.[1]
  return [show, status && `“${status}”`, since && `idle ${since}`].filter(Boolean).join(' ')
}

describe('XEP-0319', () => {
  test('§2.1: after five minutes presence tells the last input, show unchanged; after fifteen it is away', () => {
    const { said } = desk()
    vi.advanceTimersByTime(5 * MINUTE - 1)
    expect(said).toEqual(['available'])
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['available', 'available idle 12:00:00'])
    vi.advanceTimersByTime(10 * MINUTE)
    expect(said.slice(2)).toEqual(['away idle 12:00:00'])
    vi.advanceTimersByTime(8 * HOUR)
    expect(said).toHaveLength(3)
  })

  test('§2.2: the first input brings back what was there, and idleness begins anew', () => {
    const { idle, said } = desk({ own: { availability: 'chat', status: 'On call' } })
    vi.advanceTimersByTime(20 * MINUTE)
    expect(said.slice(1)).toEqual(['chat “On call” idle 12:00:00', 'away “On call” idle 12:00:00'])
    idle.input()
    vi.advanceTimersByTime(SECOND)
    idle.input()
    expect(said.slice(3)).toEqual(['chat “On call”'])
    vi.advanceTimersByTime(6 * MINUTE)
    expect(said.slice(4)).toEqual(['chat “On call” idle 12:20:01'])
  })
})

test('whoever goes on working says nothing', () => {
  const { idle, said } = desk()
  for (let minute = 0; minute < 60; minute++) {
    vi.advanceTimersByTime(MINUTE)
    idle.input()
  }
  expect(said).toEqual(['available'])
})

test.each(['away', 'dnd', 'xa'] as const)('a chosen %s stays as it is', availability => {
  const { idle, said } = desk({ own: { availability, status: '' } })
  vi.advanceTimersByTime(2 * HOUR)
  idle.input()
  expect(said).toEqual([availability, `${availability} idle 12:00:00`, availability])
})

test('who chooses while away gets that, and later that again', () => {
  const { account, idle, said } = desk()
  vi.advanceTimersByTime(20 * MINUTE)
  idle.input()
  setOwnPresence(account, { availability: 'dnd', status: 'Deep work' })
  setOwnPresence(account, { availability: 'dnd', status: 'Deep work' })
  expect(said.slice(3)).toEqual(['available', 'dnd “Deep work”'])
})

describe('timers that are late', () => {
  test('after eight hours of sleep the time is that of the last input', () => {
    const { idle, said } = desk()
    vi.advanceTimersByTime(2 * MINUTE)
    // The clock goes on, the timers do not.
    vi.setSystemTime(NOON + 8 * HOUR)
    vi.advanceTimersByTime(MINUTE)
    expect(said.slice(1)).toEqual(['away idle 12:00:00'])
    idle.input()
    expect(said.slice(2)).toEqual(['available'])
  })

  test('whoever wakes it by a touch has not been idle', () => {
    const { idle, said } = desk()
    vi.setSystemTime(NOON + 8 * HOUR)
    idle.input()
    vi.advanceTimersByTime(MINUTE)
    expect(said).toEqual(['available'])
  })

  test('a look is enough: no timer has run', () => {
    const { idle, said } = desk()
    vi.setSystemTime(NOON + 7 * MINUTE)
    idle.look()
    expect(said.slice(1)).toEqual(['available idle 12:00:00'])
  })

  test('a clock that is set back does not keep us active', () => {
    const { said } = desk()
    vi.setSystemTime(NOON - HOUR)
    vi.advanceTimersByTime(7 * MINUTE)
    expect(said.slice(1)).toEqual(['available idle 11:01:00'])
  })
})

describe('two tabs', () => {
  test('one that is used keeps the other from being idle', () => {
    const { idle, said } = desk()
    for (let minute = 0; minute < 60; minute++) {
      vi.advanceTimersByTime(MINUTE)
      idle.input(Date.now() - SECOND)
    }
    expect(said).toEqual(['available'])
    vi.advanceTimersByTime(5 * MINUTE)
    expect(said.slice(1)).toEqual(['available idle 12:59:59'])
  })

  test('a clock a little ahead is this clock', () => {
    const { idle, said } = desk()
    vi.advanceTimersByTime(4 * MINUTE)
    idle.input(Date.now() + 2 * SECOND)
    vi.advanceTimersByTime(4 * MINUTE)
    expect(said).toEqual(['available'])
  })

  test.each([NOON - HOUR, NOON + 90 * MINUTE, Number.NaN, Infinity, -1])('%d is nobody’s input', at => {
    const { idle, said } = desk()
    vi.advanceTimersByTime(5 * MINUTE)
    idle.input(at)
    expect(said.slice(1)).toEqual(['available idle 12:00:00'])
  })
})

describe('the whole device', () => {
  test('is in use: nobody is idle; then its word for the last touch holds', () => {
    const { idle, said, system } = desk()
    system.isActive = true
    vi.advanceTimersByTime(30 * MINUTE)
    expect(said).toEqual(['available'])
    system.isActive = false
    idle.correct(Date.now() - MINUTE)
    vi.advanceTimersByTime(4 * MINUTE)
    expect(said.slice(1)).toEqual(['available idle 12:29:00'])
  })

  test('never makes an input of the page undone', () => {
    const { idle } = desk()
    vi.advanceTimersByTime(10 * SECOND)
    idle.input()
    idle.correct(NOON - MINUTE)
    expect(idle.lastInput()).toBe(NOON + 10 * SECOND)
  })
})

describe('settings', () => {
  test('nothing of idleness leaves while it is not shared', () => {
    const { idle, said } = desk({ settings: { shareIdle: false } })
    vi.advanceTimersByTime(3 * HOUR)
    idle.look()
    idle.input()
    expect(said).toEqual(['available'])
  })

  test('not shared from now on: what was told is taken back', () => {
    const { idle, said, store } = desk()
    vi.advanceTimersByTime(20 * MINUTE)
    store.setState(({ settings }) => ({ settings: { ...settings, shareIdle: false } }))
    idle.look()
    expect(said.slice(3)).toEqual(['available'])
  })

  test.each([
    [{ idleAfterMinutes: 1, awayAfterMinutes: 'off' }, ['available idle 12:00:00']],
    [{ idleAfterMinutes: 'off', awayAfterMinutes: 30 }, ['away']],
    [{ idleAfterMinutes: 30, awayAfterMinutes: 5 }, ['away', 'away idle 12:00:00']],
    [{ idleAfterMinutes: 'off', awayAfterMinutes: 'off' }, []],
  ] as const)('%o', (settings, expected) => {
    const { said } = desk({ settings })
    vi.advanceTimersByTime(2 * HOUR)
    expect(said.slice(1)).toEqual(expected)
  })

  test('nobody is told anything who is invisible, until a choice', () => {
    const { account, idle, said } = desk({ own: { availability: 'available', status: '', hidden: true } })
    vi.advanceTimersByTime(2 * HOUR)
    idle.input()
    expect(said).toEqual([])
    setOwnPresence(account, { availability: 'away', status: '' })
    expect(said).toEqual(['away'])
  })

  test('who is invisible from now on, on a stream that has told, is gone', () => {
    const { account, said, store } = desk()
    store.setState(({ own }) => ({ own: { ...own, hidden: true } }))
    publishPresence(account)
    publishPresence(account)
    expect(said).toEqual(['available', 'unavailable'])
  })
})

describe('the link', () => {
  test('a fresh stream begins with what holds by then', () => {
    const { account, said, link } = desk()
    link.isUp = false
    vi.advanceTimersByTime(20 * MINUTE)
    link.isUp = true
    broadcastPresence(account)
    expect(said).toEqual(['available', 'away idle 12:00:00'])
  })

  test('a resumed one hears only of what has changed', () => {
    const { account, said, idle, link, store } = desk()
    const online = store.getState().connection
    publishPresence(account)
    expect(said).toHaveLength(1)
    link.isUp = false
    store.setState({ connection: { state: 'offline', lastGood: NOON, nextTry: NOON } })
    vi.advanceTimersByTime(20 * MINUTE)
    idle.look()
    link.isUp = true
    store.setState({ connection: online })
    publishPresence(account)
    publishPresence(account)
    expect(said.slice(1)).toEqual(['away idle 12:00:00'])
  })
})
