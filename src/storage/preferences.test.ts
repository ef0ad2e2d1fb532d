import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bare, juliet, romeo } from './test-values.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function workingStorage(values = new Map<string, string>()) {
  return {
    values,
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  }
}

function fail(): never {
  throw new DOMException('no', 'SecurityError')
}

/** A page of its own: module state is new, localStorage is not. */
async function newPage() {
  vi.resetModules()
  return await import('./preferences.ts')
}

let disk: ReturnType<typeof workingStorage>

beforeEach(() => {
  disk = workingStorage()
  vi.stubGlobal('localStorage', disk)
})
afterEach(() => vi.unstubAllGlobals())

describe('preferences', () => {
  it('survive the page', async () => {
    const first = await newPage()
    first.writeTheme('dark')
    first.rememberAccount(juliet)
    first.rememberAccount(romeo)
    first.rememberAccount(juliet)
    const id = first.deviceIdOf(romeo)
    expect(id).toMatch(UUID)

    const second = await newPage()
    expect(second.readTheme()).toBe('dark')
    expect(second.rememberedAccounts()).toEqual([juliet, romeo])
    expect(second.deviceIdOf(romeo)).toBe(id)
    expect(second.deviceIdOf(juliet)).not.toBe(id)
    second.writeTheme(undefined)
    expect((await newPage()).readTheme()).toBeUndefined()
  })

  it('leave nothing of an account that signed out, and everything of the others', async () => {
    const page = await newPage()
    page.writeTheme('light')
    page.rememberAccount(juliet)
    page.rememberAccount(romeo)
    page.deviceIdOf(romeo)
    const kept = page.deviceIdOf(juliet)
    page.forgetDevice(romeo)
    expect(page.rememberedAccounts()).toEqual([juliet])
    expect(page.deviceIdOf(juliet)).toBe(kept)
    page.forgetDevice(juliet)
    expect([...disk.values.keys()]).toEqual(['whereabouts.theme'])
  })

  it.each(['not json', '"purple"', '{"__proto__":{"x":1}}', '[1]', '["a@b/c"]', 'null', '"x"'])(
    'take %s for absent',
    async value => {
      for (const name of ['theme', 'accounts', `device:${romeo}`])
        disk.values.set(`whereabouts.${name}`, value)
      const page = await newPage()
      expect(page.readTheme()).toBeUndefined()
      expect(page.rememberedAccounts()).toEqual([])
      expect(page.deviceIdOf(romeo)).toMatch(UUID)
    },
  )

  it.each([
    ['missing', undefined],
    ['blocked', { getItem: fail, setItem: fail, removeItem: fail }],
  ])('last as long as the page where localStorage is %s', async (_what, storage) => {
    vi.stubGlobal('localStorage', storage)
    const page = await newPage()
    expect(page.readTheme()).toBeUndefined()
    page.writeTheme('dark')
    page.rememberAccount(bare('__proto__'))
    expect(page.readTheme()).toBe('dark')
    expect(page.rememberedAccounts()).toEqual(['__proto__'])
    expect(page.deviceIdOf(romeo)).toBe(page.deviceIdOf(romeo))
    page.writeTheme(undefined)
    expect(page.readTheme()).toBeUndefined()
  })

  it('last as long as the page where localStorage is full, and the newest counts', async () => {
    const page = await newPage()
    page.writeTheme('light')
    vi.stubGlobal('localStorage', { ...disk, setItem: fail })
    page.writeTheme('dark')
    expect(page.readTheme()).toBe('dark')
  })
})
