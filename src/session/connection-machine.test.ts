import { beforeEach, describe, expect, test } from 'vitest'
import { ConnectionMachine } from './connection-machine.ts'
import type { ConnectionEvent } from './events.ts'
import { Failure } from './failure.ts'
import { FakeEnvironment, settle } from './test-support/fake-environment.ts'

let environment: FakeEnvironment
let told: ConnectionEvent[]
let attempts: number[]
let checks: number

beforeEach(() => {
  environment = new FakeEnvironment()
  told = []
  attempts = []
  checks = 0
})

function create(isPersistent: boolean): ConnectionMachine {
  return new ConnectionMachine(
    {
      attempt: () => attempts.push(environment.time),
      check: () => checks++,
      tell: event => told.push(event),
      explain: async () => 'no-websocket',
    },
    environment,
    isPersistent,
  )
}

const broken = new Failure('other', false)
const refused = new Failure('not-authorized', true, 'No.')

describe('before the first success', () => {
  test('a failure ends it, explained', async () => {
    const machine = create(false)
    machine.start()
    machine.lost(broken)
    await settle()
    expect(told).toEqual([{ state: 'connecting' }, { state: 'ended', reason: 'no-websocket' }])
    machine.wake()
    machine.start()
    expect(attempts).toHaveLength(1)
    expect(environment.pending).toBe(0)
  })

  test('an account that was here before is tried for as long as it takes', () => {
    const machine = create(true)
    machine.start()
    for (let i = 0; i < 50; i++) {
      machine.lost(broken)
      environment.pass(120_000)
    }
    expect(attempts).toHaveLength(51)
    expect(told.some(({ state }) => state === 'ended')).toBe(false)
  })

  test('a final failure ends it either way', () => {
    const machine = create(true)
    machine.start()
    machine.lost(refused)
    expect(told.at(-1)).toEqual({ state: 'ended', reason: 'not-authorized', text: 'No.' })
    environment.pass(600_000)
    expect(attempts).toHaveLength(1)
  })
})

describe('after it', () => {
  let machine: ConnectionMachine
  beforeEach(() => {
    machine = create(false)
    machine.start()
    machine.online()
    environment.pass(60_000)
  })

  test('a lost link is tried again, and says since when and until when', () => {
    const goodAt = environment.time - 9_000
    machine.lost(broken, goodAt)
    expect(told.at(-1)).toEqual({ state: 'offline', since: goodAt, nextTry: environment.time + 500 })
    environment.pass(500)
    expect(told.at(-1)).toEqual({ state: 'connecting' })
    machine.lost(broken)
    expect(told.at(-1)).toEqual({ state: 'offline', since: goodAt, nextTry: environment.time + 1_000 })
  })

  test('every next try waits longer, and a proven link starts over', () => {
    machine.lost(broken)
    for (let i = 0; i < 10; i++) {
      environment.pass(120_000)
      machine.lost(broken)
    }
    expect(told.at(-1)).toMatchObject({ nextTry: environment.time + 15_000 })
    environment.pass(15_000)
    machine.online()
    environment.pass(11_000)
    machine.lost(broken)
    expect(told.at(-1)).toMatchObject({ nextTry: environment.time + 500 })
  })

  test('a link that dies at once has ended no outage', () => {
    for (let i = 0; i < 6; i++) {
      machine.lost(broken)
      environment.pass(120_000)
      machine.online()
      environment.pass(100)
    }
    machine.lost(broken)
    expect(told.at(-1)).toMatchObject({ nextTry: environment.time + 15_000 })
  })

  test('waking tries at once, and looks at a link that seems to live', () => {
    machine.wake()
    expect(checks).toBe(1)
    machine.lost(broken)
    const before = attempts.length
    machine.wake()
    machine.wake()
    expect(attempts).toHaveLength(before + 1)
    environment.pass(60_000)
    expect(attempts).toHaveLength(before + 1)
  })

  test('an outage of eight hours asleep ends with one try', () => {
    machine.lost(broken)
    const before = attempts.length
    environment.sleep(8 * 3_600_000)
    expect(attempts).toHaveLength(before + 1)
  })

  test('conflict is final: no fight', () => {
    machine.lost(new Failure('conflict', true))
    expect(told.at(-1)).toEqual({ state: 'ended', reason: 'conflict' })
    machine.wake()
    environment.pass(600_000)
    expect(attempts).toHaveLength(1)
  })

  test('stopped, it neither tries nor tells', () => {
    machine.lost(broken)
    const before = told.length
    machine.stop()
    environment.pass(600_000)
    machine.lost(broken)
    expect(told).toHaveLength(before)
    expect(attempts).toHaveLength(1)
  })
})
