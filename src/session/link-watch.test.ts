import { beforeEach, describe, expect, test } from 'vitest'
import { LinkWatch } from './link-watch.ts'
import { FakeEnvironment } from './test-support/fake-environment.ts'

let environment: FakeEnvironment
let asked: number[]
let deadAt: number | undefined
let isLoading: boolean
let watch: LinkWatch
let start: number

beforeEach(() => {
  environment = new FakeEnvironment()
  start = environment.time
  asked = []
  deadAt = undefined
  isLoading = false
  create()
})

function create(): void {
  watch = new LinkWatch(
    {
      ask: () => asked.push(environment.time - start),
      onDead: () => {
        deadAt = environment.time - start
      },
      isLoading: () => isLoading,
    },
    environment,
  )
}

/** A server that answers after so long. */
function answers(afterMs: number): void {
  let seen = 0
  const listen = () => {
    if (asked.length > seen) {
      seen = asked.length
      environment.setTimer(() => watch.heard(), afterMs)
    }
    environment.setTimer(listen, 50)
  }
  listen()
}

describe('proofs', () => {
  test('are asked for one second after the first stanza, however many follow', () => {
    answers(10)
    for (let i = 0; i < 15_000 / 200; i++) {
      watch.sent()
      environment.pass(200)
    }
    expect(asked.length).toBeGreaterThanOrEqual(12)
    expect(asked[0]).toBe(1_000)
  })

  test('are asked for with every tenth stanza', () => {
    for (let i = 0; i < 35; i++) watch.sent()
    expect(asked).toEqual([0, 0, 0])
    environment.pass(1_000)
    expect(asked).toEqual([0, 0, 0, 1_000])
  })
})

describe('a link that died', () => {
  test('is noticed within 20 s while somebody looks', () => {
    environment.pass(60_000)
    expect(deadAt).toBeLessThanOrEqual(20_000)
    expect(asked).toEqual([10_000])
  })

  test('is noticed within 60 s in a hidden tab', () => {
    environment.visible = false
    create()
    environment.pass(120_000)
    expect(deadAt).toBeGreaterThan(40_000)
    expect(deadAt).toBeLessThanOrEqual(60_000)
  })

  test('is noticed sooner when something was sent', () => {
    watch.sent()
    environment.pass(60_000)
    expect(deadAt).toBeLessThanOrEqual(10_000)
  })

  test('is noticed though something is sent all the time', () => {
    for (let i = 0; i < 100; i++) {
      watch.sent()
      environment.pass(300)
    }
    expect(deadAt).toBeLessThanOrEqual(10_000)
  })

  test('is noticed at once when the page wakes and asks', () => {
    environment.pass(5_000)
    watch.check()
    environment.pass(60_000)
    expect(deadAt).toBe(13_000)
  })

  test('after eight hours of sleep is noticed within 15 s', () => {
    environment.sleep(8 * 3_600_000)
    const woke = environment.time - start
    environment.pass(60_000)
    expect((deadAt ?? 0) - woke).toBeLessThanOrEqual(15_000)
  })

  test('while asked for before the sleep is noticed within a second', () => {
    environment.pass(10_000)
    environment.sleep(3_600_000)
    const woke = environment.time - start
    environment.pass(60_000)
    expect((deadAt ?? 0) - woke).toBeLessThanOrEqual(1_000)
  })
})

describe('a link that lives', () => {
  test('with 5 s of latency is left alone (F21)', () => {
    answers(5_000)
    environment.pass(600_000)
    expect(deadAt).toBeUndefined()
  })

  test('carries something every 45 s, hidden or not (F20)', () => {
    environment.visible = false
    create()
    answers(100)
    environment.pass(600_000)
    const gaps = asked.slice(1).map((at, i) => at - (asked[i] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(45_000)
  })

  test('is not asked while it speaks by itself', () => {
    for (let i = 0; i < 60; i++) {
      environment.pass(5_000)
      watch.heard()
    }
    expect(asked).toEqual([])
  })

  test('may need long for one big frame after the sign-in', () => {
    isLoading = true
    environment.pass(30_000)
    expect(deadAt).toBeUndefined()
    environment.pass(30_000)
    expect(deadAt).toBe(40_000)
  })

  test('whose answer waits to be read when the page wakes is not given up', () => {
    environment.pass(10_000)
    environment.sleep(60_000)
    watch.heard()
    environment.pass(5_000)
    expect(deadAt).toBeUndefined()
  })

  test('that is let go leaves no timer', () => {
    watch.sent()
    watch.stop()
    expect(environment.pending).toBe(0)
    watch.check()
    expect(asked).toEqual([])
  })
})
