import { describe, expect, test } from 'vitest'
import type { Credentials } from '../session.ts'
import { chooseMechanism } from './choose.ts'
import { createPlain } from './plain.ts'
import { preparePassword } from './prepare-password.ts'

const password: Credentials = { kind: 'password', password: 'pencil' }
const keys = (hash: 'SHA-1' | 'SHA-256'): Credentials => ({
  kind: 'kept',
  secret: {
    scram: {
      hash,
      salt: 'AAAA',
      iterations: 4096,
      clientKey: new Uint8Array(20),
      serverKey: new Uint8Array(20),
    },
  },
})
const choose = (offered: string[], over: Partial<Parameters<typeof chooseMechanism>[0]> = {}) =>
  chooseMechanism(
    { username: 'romeo', credentials: password, scramSeen: false, secure: true, ...over },
    new Set(offered),
  ).name

describe('the best mechanism that both sides know', () => {
  test.each([
    [['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512'], 'SCRAM-SHA-512'],
    [['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'], 'SCRAM-SHA-256'],
    [['DIGEST-MD5', 'PLAIN', 'SCRAM-SHA-1'], 'SCRAM-SHA-1'],
    [['PLAIN', 'ANONYMOUS'], 'PLAIN'],
  ])('of %j', (offered, best) => {
    expect(choose(offered)).toBe(best)
  })

  test('never PLAIN on an open line, nor after SCRAM (T47)', () => {
    expect(() => choose(['PLAIN'], { secure: false })).toThrow('no-mechanism')
    expect(() => choose(['PLAIN'], { scramSeen: true })).toThrow('no-mechanism')
    expect(() => choose(['ANONYMOUS', 'EXTERNAL'])).toThrow('no-mechanism')
  })

  test('kept keys fit one mechanism only', () => {
    expect(choose(['SCRAM-SHA-1', 'SCRAM-SHA-256'], { credentials: keys('SHA-1') })).toBe('SCRAM-SHA-1')
    expect(() => choose(['SCRAM-SHA-512', 'PLAIN'], { credentials: keys('SHA-256') })).toThrow(
      'secret-outdated',
    )
    expect(() => choose(['SCRAM-SHA-256'], { credentials: { kind: 'kept', secret: {} } })).toThrow(
      'secret-outdated',
    )
  })
})

test('PLAIN is UTF-8', async () => {
  const bytes = await createPlain('römeo', 'pässwörd→✓').start()
  expect(new TextDecoder().decode(bytes)).toBe('\0römeo\0pässwörd→✓')
})

test('SASLprep maps (RFC 4013 §3)', () => {
  expect(preparePassword('I\u00adX')).toBe('IX')
  expect(preparePassword('user')).toBe('user')
  expect(preparePassword('USER')).toBe('USER')
  expect(preparePassword('\u00aa')).toBe('a')
  expect(preparePassword('\u2168')).toBe('IX')
  expect(preparePassword('a\u00a0b')).toBe('a b')
})
