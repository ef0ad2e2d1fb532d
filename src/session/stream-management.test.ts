import { xml } from '@xmpp/xml'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { isFullJid, parseJid } from '../xmpp/jid.ts'
import { StreamManagement } from './stream-management.ts'

const NS = 'urn:xmpp:sm:3'
const el = (name: string, attrs: Record<string, number | string> = {}) => xml(name, { xmlns: NS, ...attrs })
const full = parseJid('romeo@example.com/here')
if (!full || !isFullJid(full)) throw new Error('not a full JID')
const jid = full

let acknowledged: string[]
let unacknowledged: string[]
let management: StreamManagement

beforeEach(() => {
  acknowledged = []
  unacknowledged = []
  management = create()
})

function create(): StreamManagement {
  return new StreamManagement({
    onAcknowledged: id => acknowledged.push(id),
    onUnacknowledged: id => unacknowledged.push(id),
  })
}

function enable(id = 'stream-1'): void {
  management.asked()
  management.enabled(el('enabled', { id, resume: 'true', max: 300 }))
}

const say = (...ids: string[]) => {
  for (const id of ids) management.queue(`<message id="${id}"/>`, id)
}

describe('acknowledgements', () => {
  test('name the messages in order, and no other stanza', () => {
    enable()
    say('m1')
    management.queue('<presence/>')
    say('m2', 'm3')
    expect(management.acknowledge(el('a', { h: 3 }))).toBe(true)
    expect(acknowledged).toEqual(['m1', 'm2'])
    expect(management.waiting).toBe(1)
  })

  test.each([['4294967295'], ['3'], ['-1'], ['x'], [''], ['1.5'], ['99999999999'], ['0x1']])(
    'h=%j that cannot be changes nothing',
    h => {
      enable()
      say('m1', 'm2')
      management.acknowledge(el('a', { h: 1 }))
      expect(management.acknowledge(el('a', { h }))).toBe(false)
      expect(management.acknowledge(el('a'))).toBe(false)
      expect(acknowledged).toEqual(['m1'])
      expect(management.waiting).toBe(1)
    },
  )

  test('a lower h than before takes nothing back', () => {
    enable()
    say('m1', 'm2')
    management.acknowledge(el('a', { h: 2 }))
    expect(management.acknowledge(el('a', { h: 1 }))).toBe(false)
    expect(acknowledged).toEqual(['m1', 'm2'])
  })

  test('what is sent between asking and being enabled counts', () => {
    management.asked()
    say('m1')
    management.enabled(el('enabled', { id: 'x', resume: 'true' }))
    management.acknowledge(el('a', { h: 1 }))
    expect(acknowledged).toEqual(['m1'])
  })

  test('h wraps at 2^32', () => {
    management.seed({ id: 's', jid, inbound: 2 ** 32 - 1, outbound: 2 ** 32 - 1, queue: [], at: 0 })
    management.countReceived()
    management.storedUpTo(management.received)
    expect(management.stored).toBe(0)
    say('m1', 'm2')
    expect(management.acknowledge(el('a', { h: 1 }))).toBe(true)
    expect(acknowledged).toEqual(['m1', 'm2'])
  })
})

describe('resumption', () => {
  test('sends again what was not handled, in order', () => {
    enable()
    say('m1', 'm2', 'm3')
    expect(management.resumeElement().attrs).toMatchObject({ previd: 'stream-1', h: '0' })
    expect(management.resumed(el('resumed', { h: 1, previd: 'stream-1' }))).toEqual([
      '<message id="m2"/>',
      '<message id="m3"/>',
    ])
    expect(acknowledged).toEqual(['m1'])
  })

  test('asks again for what was not stored', () => {
    enable()
    for (let i = 0; i < 5; i++) management.countReceived()
    management.storedUpTo(3)
    expect(management.resumeElement().attrs['h']).toBe('3')
    expect(management.received).toBe(3)
  })

  test('that fails with h proves what was handled; the rest is nobody’s knowledge', () => {
    enable()
    say('k1')
    management.queue('<presence/>')
    say('k2')
    management.resumptionFailed(el('failed', { h: 1 }))
    expect(acknowledged).toEqual(['k1'])
    expect(unacknowledged).toEqual(['k2'])
    expect(management.canResume).toBe(false)
    expect(management.waiting).toBe(0)
  })

  test.each([{}, { h: 7 }])('that fails with %j proves nothing', attrs => {
    enable()
    say('k1')
    management.resumptionFailed(el('failed', attrs))
    expect(acknowledged).toEqual([])
    expect(unacknowledged).toEqual(['k1'])
  })

  test('with an h that cannot be is none', () => {
    enable()
    expect(management.resumed(el('resumed', { h: 5 }))).toBeUndefined()
  })

  test('is not possible where the server does not offer it', () => {
    management.asked()
    management.enabled(el('enabled', { id: 'x' }))
    expect(management.state).toBe('on')
    expect(management.canResume).toBe(false)
    expect(management.snapshot(jid, 1)).toBeUndefined()
  })

  test('over a page: what was written is read back', () => {
    enable()
    say('m&1')
    management.queue('<presence id="p"/>')
    // Written with what has arrived: the server hears of it as soon as this is on the disk, and `h` never goes back.
    management.countReceived()
    const stored = management.snapshot(jid, 42)
    expect(stored).toEqual({
      id: 'stream-1',
      jid,
      inbound: 1,
      outbound: 0,
      queue: ['<message id="m&1"/>', '<presence id="p"/>'],
      maxSeconds: 300,
      at: 42,
    })
    if (!stored) return
    management = create()
    const queue = ['<message id="m&amp;1" stanza-id="no"><x id="no"/></message>', '<presence id="p"/>']
    management.seed({ ...stored, queue })
    management.acknowledge(el('a', { h: 2 }))
    expect(acknowledged).toEqual(['m&1'])
  })

  test('over a page that said more than it could write down', () => {
    management.seed({ id: 's', jid, inbound: 0, outbound: 5, queue: ['<message id="m1"/>'], at: 0 })
    expect(management.resumed(el('resumed', { h: 8 }))).toEqual([])
    expect(acknowledged).toEqual(['m1'])
    say('m2')
    expect(management.acknowledge(el('a', { h: 9 }))).toBe(true)
    expect(acknowledged).toEqual(['m1', 'm2'])
    // Only once: from here on we know what we said.
    expect(management.resumed(el('resumed', { h: 11 }))).toBeUndefined()
  })

  test('over a page, with an h that goes back, is none', () => {
    management.seed({ id: 's', jid, inbound: 0, outbound: 5, queue: ['<message id="m1"/>'], at: 0 })
    expect(management.resumed(el('resumed', { h: 4 }))).toBeUndefined()
    expect(acknowledged).toEqual([])
  })

  test('of a queue that somebody broke is refused whole (T43)', () => {
    expect(() =>
      management.seed({ id: 's', jid, inbound: 0, outbound: 0, queue: ['<message'], at: 0 }),
    ).toThrow()
    expect(management.canResume).toBe(false)
  })
})

// A server that counts as XEP-0198 says, on a line that loses everything at any moment.
test('no message is lost or proved without proof, whatever is cut', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('send' as const) }),
    fc.record({ do: fc.constant('deliver' as const), count: fc.nat(5) }),
    fc.record({ do: fc.constant('ack' as const), isLost: fc.boolean() }),
    fc.record({ do: fc.constant('cut' as const), expired: fc.boolean(), tellsH: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      acknowledged = []
      unacknowledged = []
      management = create()
      enable()
      const handled: string[] = []
      let h = 0
      let wire: string[] = []
      let count = 0
      const deliver = (frames: string[]) => {
        for (const frame of frames) {
          handled.push(frame)
          h++
        }
      }
      for (const next of steps) {
        if (next.do === 'send') {
          const id = `m${++count}`
          management.queue(`<message id="${id}"/>`, id)
          wire.push(id)
        } else if (next.do === 'deliver') {
          deliver(wire.splice(0, next.count))
        } else if (next.do === 'ack') {
          if (!next.isLost) expect(management.acknowledge(el('a', { h }))).toBe(true)
        } else if (!next.expired) {
          wire = []
          const again = management.resumed(el('resumed', { h })) ?? []
          wire.push(...again.map(text => /id="(.*)"/.exec(text)?.[1] ?? ''))
        } else {
          wire = []
          management.resumptionFailed(el('failed', next.tellsH ? { h } : {}))
          enable()
          h = 0
        }
        // Ticks are proofs, nothing is handled twice on one stream, and every message is somewhere.
        for (const id of acknowledged) expect(handled).toContain(id)
        expect(new Set(handled).size).toBe(handled.length)
      }
      expect(acknowledged.length + unacknowledged.length + management.waiting).toBe(count)
      expect([...acknowledged].sort(byNumber)).toEqual(acknowledged)
    }),
  )
})

const byNumber = (a: string, b: string) => Number(a.slice(1)) - Number(b.slice(1))
