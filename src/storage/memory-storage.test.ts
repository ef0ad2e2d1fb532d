import { describe, expect, it, vi } from 'vitest'
import { createMemoryStorage } from './memory-storage.ts'
import { juliet, message, ownMessage } from './test-values.ts'

describe('memory over a disk that can still be read', () => {
  async function overDisk(...orders: number[]) {
    const disk = createMemoryStorage()
    await disk.checkpoint({ messages: orders.map(order => message(order)) })
    return createMemoryStorage(disk)
  }

  it('does not bring back what was removed', async () => {
    const storage = await overDisk(1, 2)
    await storage.checkpoint({ removedMessages: [{ conversation: juliet, key: 'm2' }] })
    expect(await storage.hasMessage(juliet, 'm2')).toBe(false)
    expect(await storage.messages(juliet, 5)).toEqual([message(1)])
  })

  it('gives whole pages although the newest on the disk were removed or replaced', async () => {
    const storage = await overDisk(1, 2, 3, 4)
    await storage.checkpoint({
      removedMessages: [3, 4].map(order => ({ conversation: juliet, key: `m${order}` })),
      messages: [message(2, { body: 'newer' })],
    })
    expect(await storage.messages(juliet, 2)).toEqual([message(1), message(2, { body: 'newer' })])
  })

  it('does not ask the disk for a secret that was given up here', async () => {
    const disk = createMemoryStorage()
    await disk.writeSecret(new Uint8Array([1]))
    const storage = createMemoryStorage(disk)
    expect(await storage.readSecret()).toEqual(new Uint8Array([1]))
    await storage.writeSecret(null)
    expect(await storage.readSecret()).toBeUndefined()
  })

  it('answers also when the disk no longer does', async () => {
    const fail = () => Promise.reject(new Error('gone'))
    const storage = createMemoryStorage({
      hasMessage: fail,
      messages: fail,
      readSecret: fail,
      readValue: fail,
    })
    await storage.checkpoint({ messages: [ownMessage(1)] })
    expect(await storage.messages(juliet, 5)).toEqual([ownMessage(1)])
    expect(await storage.hasMessage(juliet, 'm2')).toBe(false)
    expect(await storage.readValue('v')).toBeUndefined()
    expect(await storage.readSecret()).toBeUndefined()
  })
})

it('chosen on purpose is nothing to warn of', async () => {
  const degraded = vi.fn()
  createMemoryStorage().onDegraded(degraded)
  await new Promise(resolve => setTimeout(resolve))
  expect(degraded).not.toHaveBeenCalled()
})
