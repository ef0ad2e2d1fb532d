import { type Element, xml } from '@xmpp/xml'
import { beforeEach, describe, expect, test } from 'vitest'
import { isFullJid, type Jid, parseBareJid, parseJid } from '../xmpp/jid.ts'
import { IqTracker } from './iq-tracker.ts'
import { FakeEnvironment } from './test-support/fake-environment.ts'

const jid = (text: string): Jid => {
  const parsed = parseJid(text)
  if (!parsed) throw new Error(`not a JID: ${text}`)
  return parsed
}
const account =
  parseBareJid('romeo@example.com') ??
  (() => {
    throw new Error('account')
  })()
const me = jid('romeo@example.com/here')
const meFull = isFullJid(me) ? me : undefined

let environment: FakeEnvironment
let tracker: IqTracker
let sent: Element[]

beforeEach(() => {
  environment = new FakeEnvironment()
  tracker = new IqTracker(account, environment)
  sent = []
})

function ask(to?: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  const asking = { ...options, ...(to !== undefined && { to }) }
  let outcome: string | undefined
  const settled = tracker
    .ask('get', xml('query', { xmlns: 'urn:x' }), asking, iq => Boolean(sent.push(iq)))
    .then(
      iq => `result from ${iq.attrs['from'] ?? 'nobody'}`,
      (error: unknown) => String(error),
    )
    .then(text => {
      outcome = text
      return text
    })
  return { settled, outcome: () => outcome, id: () => sent.at(-1)?.attrs['id'] }
}

/** As the session passes it on: without `from` it comes from the account. */
function answer(id: string | undefined, from?: string, type = 'result'): void {
  tracker.answered(xml('iq', { type, id, from }), from === undefined ? account : jid(from), meFull)
}

describe('who may answer (T5)', () => {
  test.each([
    [
      'nobody in particular',
      undefined,
      [undefined, 'romeo@example.com', 'romeo@example.com/here', 'example.com'],
    ],
    ['the account', 'romeo@example.com', [undefined, 'romeo@example.com']],
    ['the server', 'example.com', [undefined, 'example.com', 'romeo@example.com']],
    ['a contact', 'juliet@example.net/balcony', ['juliet@example.net/balcony']],
    ['another server', 'example.net', ['example.net']],
  ])('when we asked %s', async (_whom, to, allowed) => {
    const everybody = [
      ...[undefined, 'romeo@example.com', 'romeo@example.com/here', 'romeo@example.com/other', 'example.com'],
      ...[
        'juliet@example.net',
        'juliet@example.net/balcony',
        'example.net',
        'mallory@evil.example',
        'evil.example',
      ],
    ]
    for (const from of everybody) {
      const question = ask(to)
      answer(question.id(), from)
      await Promise.resolve()
      await new Promise(resolve => setTimeout(resolve, 0))
      expect([from, question.outcome() !== undefined]).toEqual([from, allowed.includes(from)])
      tracker.disconnected()
      await question.settled
    }
  })

  test('another id is nobody’s answer, and ids cannot be guessed', async () => {
    const question = ask('juliet@example.net')
    answer('1', 'juliet@example.net')
    answer(undefined, 'juliet@example.net')
    expect(question.id()).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    answer(question.id(), 'juliet@example.net')
    expect(await question.settled).toBe('result from juliet@example.net')
  })

  test('once: a second answer is ignored', async () => {
    const question = ask('juliet@example.net')
    answer(question.id(), 'juliet@example.net')
    answer(question.id(), 'juliet@example.net', 'error')
    expect(await question.settled).toBe('result from juliet@example.net')
  })

  test('an error from somebody else is no error', async () => {
    const question = ask('juliet@example.net')
    answer(question.id(), 'mallory@evil.example', 'error')
    answer(question.id(), 'juliet@example.net')
    expect(await question.settled).toBe('result from juliet@example.net')
  })
})

describe('no answer', () => {
  test('after 30 s, or what was asked for', async () => {
    const usual = ask()
    const short = ask(undefined, { timeoutMs: 1_000 })
    environment.pass(1_000)
    expect(await short.settled).toContain('timeout')
    environment.pass(28_999)
    expect(usual.outcome()).toBeUndefined()
    environment.pass(1)
    expect(await usual.settled).toContain('timeout')
  })

  test('without a stream', async () => {
    const asked = tracker.ask('get', xml('x'), {}, () => false)
    await expect(asked).rejects.toThrow('disconnected')
    const waiting = ask()
    tracker.disconnected()
    expect(await waiting.settled).toContain('disconnected')
  })

  test('to somebody who cannot exist', async () => {
    expect(await ask('@').settled).toContain('jid-malformed')
    expect(sent).toHaveLength(0)
  })

  test('because nobody wants it any more', async () => {
    const controller = new AbortController()
    const question = ask(undefined, { signal: controller.signal })
    controller.abort(new Error('never mind'))
    expect(await question.settled).toContain('never mind')
    expect(await ask(undefined, { signal: controller.signal }).settled).toContain('never mind')
  })

  test('leaves nothing behind', async () => {
    const question = ask()
    answer(question.id())
    await question.settled
    expect(environment.pending).toBe(0)
    expect(tracker.isWaiting).toBe(false)
  })
})

test('an error is told with its condition', async () => {
  const question = ask('juliet@example.net')
  const error = xml('error', { xmlns: 'jabber:client', type: 'cancel' })
  error.append(xml('item-not-found', { xmlns: 'urn:ietf:params:xml:ns:xmpp-stanzas' }))
  const iq = xml('iq', { xmlns: 'jabber:client', type: 'error', id: question.id() }, error)
  tracker.answered(iq, jid('juliet@example.net'), meFull)
  expect(await question.settled).toContain('item-not-found')
})
