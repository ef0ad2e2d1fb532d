import { expect, test } from 'vitest'
import { fromUtf8, utf8 } from './bytes.ts'
import { createScram, type ScramHash } from './scram.ts'

// RFC 5802 §5 and RFC 7677 §3. There is no published vector for SHA-512; it is proved against a real server.
const vectors = [
  {
    hash: 'SHA-1',
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    challenge: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    final: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    proof: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    hash: 'SHA-256',
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    challenge: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    final:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    proof: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const satisfies { hash: ScramHash; [field: string]: string }[]

const [sha1] = vectors
const begin = (password = 'pencil') => createScram('SHA-1', 'user', { password }, sha1.nonce)

test.each(vectors)('the example of the RFC for $hash', async ({ hash, nonce, challenge, final, proof }) => {
  const scram = createScram(hash, 'user', { password: 'pencil' }, nonce)
  expect(fromUtf8(await scram.start())).toBe(`n,,n=user,r=${nonce}`)
  expect(fromUtf8(await scram.respond(utf8(challenge)))).toBe(final)
  expect(scram.secret).toBeUndefined()
  scram.verify(utf8(proof))
  expect(scram.secret?.salt).toBe(/s=([^,]*)/.exec(challenge)?.[1])
})

test('what was kept does the same as the password', async () => {
  const first = begin()
  await first.respond(utf8(sha1.challenge))
  first.verify(utf8(sha1.proof))
  if (!first.secret) throw new Error('nothing was kept')
  const again = createScram('SHA-1', 'user', { keys: first.secret }, sha1.nonce)
  expect(fromUtf8(await again.respond(utf8(sha1.challenge)))).toBe(sha1.final)
  again.verify(utf8(sha1.proof))

  for (const challenge of [
    sha1.challenge.replace('i=4096', 'i=5000'),
    sha1.challenge.replace('s=QSX', 's=QSY'),
  ]) {
    const outdated = createScram('SHA-1', 'user', { keys: first.secret }, sha1.nonce)
    await expect(outdated.respond(utf8(challenge))).rejects.toThrow('secret-outdated')
  }
})

test.each([
  ['a nonce that is not ours', sha1.challenge.replace('r=fyko', 'r=evil'), 'server-not-proved'],
  ['our nonce without the server’s', `r=${sha1.nonce},s=QSXCR+Q6sek8bf92,i=4096`, 'server-not-proved'],
  ['too few iterations', sha1.challenge.replace('4096', '1'), 'weak-iterations'],
  ['just too few', sha1.challenge.replace('4096', '4095'), 'weak-iterations'],
  ['far too many', sha1.challenge.replace('4096', '99999999'), 'weak-iterations'],
  ['no number', sha1.challenge.replace('4096', '4e9'), 'weak-iterations'],
  ['no salt', sha1.challenge.replace('s=QSXCR+Q6sek8bf92', 's='), 'server-not-proved'],
  ['an extension that has to be understood', `m=x,${sha1.challenge}`, 'server-not-proved'],
  ['nothing', '', 'server-not-proved'],
])('refuses %s', async (_what, challenge, problem) => {
  await expect(begin().respond(utf8(challenge))).rejects.toThrow(problem)
})

test.each([
  ['no signature', undefined],
  ['an empty one', utf8('v=')],
  ['an error', utf8('e=other-error')],
  ['another one', utf8(sha1.proof.replace('rmF9', 'rmF8'))],
])('a success with %s proves nothing', async (_what, data) => {
  const scram = begin()
  await scram.respond(utf8(sha1.challenge))
  expect(() => scram.verify(data)).toThrow('server-not-proved')
  expect(scram.secret).toBeUndefined()
})

test('a success before any challenge proves nothing', () => {
  expect(() => begin().verify(utf8(sha1.proof))).toThrow('server-not-proved')
})

test('the signature may come as one more challenge', async () => {
  const scram = begin()
  await scram.respond(utf8(sha1.challenge))
  expect(await scram.respond(utf8(sha1.proof))).toHaveLength(0)
  scram.verify(undefined)
  expect(scram.secret).toBeDefined()
})

test('commas and equals signs in a name are escaped', () => {
  expect(fromUtf8(createScram('SHA-1', 'a,b=c', { password: '' }, 'n').start() as Uint8Array)).toBe(
    'n,,n=a=2Cb=3Dc,r=n',
  )
})
