import { expect, test } from 'vitest'
import { Acknowledger } from './acknowledger.ts'
import { FakeEnvironment, settle } from './test-support/fake-environment.ts'

function setUp(beforeAcknowledge: () => Promise<void>) {
  const environment = new FakeEnvironment()
  const seen = { received: 0, stored: 0, sent: [] as number[] }
  const acknowledger = new Acknowledger(
    {
      received: () => seen.received,
      beforeAcknowledge,
      onStored: count => {
        seen.stored = count
      },
      sendAcknowledgement: () => seen.sent.push(seen.stored),
    },
    environment,
  )
  return { environment, seen, acknowledger }
}

test('stores first, then answers with what was there when storing began', async () => {
  const stores: (() => void)[] = []
  const { seen, acknowledger } = setUp(() => new Promise(resolve => stores.push(resolve)))
  seen.received = 5
  acknowledger.asked()
  seen.received = 8
  await settle()
  expect(seen.sent).toEqual([])
  stores[0]?.()
  await settle()
  expect(seen.sent).toEqual([5])
})

test('many questions while it stores become one answer', async () => {
  const stores: (() => void)[] = []
  const { seen, acknowledger } = setUp(() => new Promise(resolve => stores.push(resolve)))
  acknowledger.asked()
  for (let i = 0; i < 1_000; i++) {
    seen.received++
    acknowledger.asked()
  }
  stores[0]?.()
  await settle()
  stores[1]?.()
  await settle()
  expect(stores).toHaveLength(2)
  expect(seen.sent).toEqual([0, 1_000])
})

test('a failure to store is logged and does not stop the stream', async () => {
  const { environment, seen, acknowledger } = setUp(() => Promise.reject(new Error('the disk is full')))
  seen.received = 3
  acknowledger.asked()
  await settle()
  expect(seen.sent).toEqual([3])
  expect(environment.logged).toHaveLength(1)
})

test('storing that never ends: says what is stored, and goes on', async () => {
  const { environment, seen, acknowledger } = setUp(() => new Promise(() => {}))
  seen.received = 3
  acknowledger.asked()
  await settle()
  environment.pass(10_000)
  await settle()
  expect(seen.sent).toEqual([0])
})

test('a store of the last stream says nothing on the next', async () => {
  const stores: (() => void)[] = []
  const { environment, seen, acknowledger } = setUp(() => new Promise(resolve => stores.push(resolve)))
  seen.received = 9
  acknowledger.asked()
  acknowledger.startOver()
  seen.received = 0
  stores[0]?.()
  await settle()
  expect(seen).toEqual({ received: 0, stored: 0, sent: [] })
  expect(environment.pending).toBe(0)
})
