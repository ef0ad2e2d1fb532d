import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { seal, unseal } from './credentials.ts'
import { databaseName } from './database.ts'
import { openAccountStorage } from './open-storage.ts'
import { juliet, romeo } from './test-values.ts'

const secret = new TextEncoder().encode('a token worth stealing')

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a sealed secret', () => {
  it('opens to what it was', async () => {
    expect(await unseal(romeo, await seal(romeo, secret))).toEqual(secret)
    expect(await unseal(romeo, await seal(romeo, new Uint8Array()))).toEqual(new Uint8Array())
  })

  it('lies under a key that nobody can read, and shows nothing of itself', async () => {
    const { key, data } = await seal(romeo, secret)
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
    expect(new TextDecoder().decode(data)).not.toContain('token')
  })

  it('opens for its own account only, and only untouched', async () => {
    const sealed = await seal(romeo, secret)
    expect(await unseal(juliet, sealed)).toBeUndefined()
    const touched = new Uint8Array(sealed.data.slice(0))
    touched[0] = (touched[0] ?? 0) ^ 1
    expect(await unseal(romeo, { ...sealed, data: touched.buffer })).toBeUndefined()
    expect(await unseal(romeo, { ...sealed, key: (await seal(romeo, secret)).key })).toBeUndefined()
  })

  it.each([[undefined], [null], ['text'], [{}], [{ key: 1, iv: 2, data: 3 }]])('is not %j', async row => {
    expect(await unseal(romeo, row)).toBeUndefined()
  })
})

describe('the account secret', () => {
  it('survives the page, is replaced, and goes away', async () => {
    const first = await openAccountStorage(romeo)
    expect(await first.readSecret()).toBeUndefined()
    await first.writeSecret(new Uint8Array([1]))
    await first.writeSecret(secret)
    first.close()
    const second = await openAccountStorage(romeo)
    expect(await second.readSecret()).toEqual(secret)
    await second.writeSecret(null)
    expect(await second.readSecret()).toBeUndefined()
    second.close()
  })

  it('is nowhere on the disk in the clear', async () => {
    const storage = await openAccountStorage(romeo)
    await storage.writeSecret(secret)
    const db = await openDB(databaseName(romeo))
    const row = await db.get('secrets', 'own')
    expect(Object.keys(row).sort()).toEqual(['data', 'iv', 'key'])
    expect(row.key.extractable).toBe(false)
    expect(Buffer.from(row.data).includes('token')).toBe(false)
    db.close()
    storage.close()
  })

  it('is not kept where there is no WebCrypto, and nothing else suffers', async () => {
    const storage = await openAccountStorage(romeo)
    vi.stubGlobal('crypto', {})
    await storage.writeSecret(secret)
    expect(await storage.readSecret()).toBeUndefined()
    expect(storage.persistent).toBe(true)
    storage.close()
  })

  it('that was spoilt on the disk is absent', async () => {
    const storage = await openAccountStorage(romeo)
    await storage.writeSecret(secret)
    const db = await openDB(databaseName(romeo))
    await db.put('secrets', { ...(await db.get('secrets', 'own')), data: new ArrayBuffer(3) }, 'own')
    db.close()
    expect(await storage.readSecret()).toBeUndefined()
    expect(storage.persistent).toBe(true)
    storage.close()
  })
})
