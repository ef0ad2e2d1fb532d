import { describe, expect, test } from 'vitest'
import { bare } from '../xmpp/fixture.ts'
import { discoverServices } from './discover.ts'
import { decodeHostMetaJson, decodeHostMetaXml } from './host-meta.ts'
import { foreignHost, isLoopback, isSecure, validateServiceUrl } from './service-url.ts'

const REL = 'urn:xmpp:alt-connections:websocket'
const json = (...hrefs: string[]) =>
  JSON.stringify({
    links: [
      { rel: 'urn:xmpp:alt-connections:xbosh', href: 'https://b.example/' },
      ...hrefs.map(href => ({ rel: REL, href })),
    ],
  })
// XEP-0156 §3, Example 1.
const xrd = `<?xml version='1.0' encoding='utf-8'?>
<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>
  <Link rel="urn:xmpp:alt-connections:xbosh" href="https://web.example.com:5280/bosh" />
  <Link rel="urn:xmpp:alt-connections:websocket" href="wss://web.example.com:443/ws" />
</XRD>`

function web(pages: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const fetcher = (async (input: RequestInfo | URL) => {
    asked.push(String(input))
    const page = pages[String(input)]
    return page === undefined ? new Response('', { status: 404 }) : new Response(page)
  }) as typeof fetch
  return { asked, fetch: fetcher }
}
const discover = (account: string, pages: Readonly<Record<string, string>>) =>
  discoverServices(bare(account), { fetch: web(pages).fetch })
const META = 'https://example.com/.well-known/host-meta'

describe('finding the server (XEP-0156)', () => {
  test('by JSON, by XRD, JSON first', async () => {
    expect(await discover('romeo@example.com', { [META]: xrd })).toEqual({
      services: ['wss://web.example.com/ws'],
    })
    const both = { [META]: xrd, [`${META}.json`]: json('wss://example.com/a', 'wss://x.example.com/b') }
    expect(await discover('romeo@example.com', both)).toEqual({
      services: ['wss://example.com/a', 'wss://x.example.com/b'],
    })
  })

  test('by the usual addresses when nobody says', async () => {
    expect(await discover('romeo@example.com', {})).toEqual({
      services: [
        'wss://example.com/xmpp-websocket',
        'wss://example.com:5281/xmpp-websocket',
        'wss://example.com:5443/ws',
      ],
    })
  })

  test('a foreign host is told, so that it can be confirmed (T50)', async () => {
    const foreign = { [`${META}.json`]: json('wss://xmpp.hoster.example/ws') }
    expect(await discover('romeo@example.com', foreign)).toEqual({
      services: ['wss://xmpp.hoster.example/ws'],
      foreign: 'xmpp.hoster.example',
    })
    const lookAlike = { [`${META}.json`]: json('wss://notexample.com/ws') }
    expect(await discover('romeo@example.com', lookAlike)).toMatchObject({ foreign: 'notexample.com' })
  })

  test('an open line is refused, even when the domain says so', async () => {
    const open = {
      [`${META}.json`]: json('ws://example.com/ws', 'https://example.com/ws', 'javascript:alert(1)'),
    }
    expect((await discover('romeo@example.com', open)).services).toHaveLength(3)
  })

  test('what the person says wins, and nobody else is asked', async () => {
    const { asked, fetch } = web({ [`${META}.json`]: json('wss://example.com/a') })
    const serverUrl = 'wss://chat.example.org/ws'
    expect(await discoverServices(bare('romeo@example.com'), { serverUrl, fetch })).toEqual({
      services: [serverUrl],
    })
    expect(await discoverServices(bare('romeo@example.com'), { serverUrl: 'http://x', fetch })).toEqual({
      services: [],
    })
    expect(asked).toEqual([])
  })

  test('only https is asked, except this machine', async () => {
    const remote = web({})
    await discoverServices(bare('romeo@example.com'), { fetch: remote.fetch })
    expect(remote.asked).toEqual([`${META}.json`, META])
    const local = web({})
    const { services } = await discoverServices(bare('romeo@localhost'), { fetch: local.fetch })
    expect(local.asked[0]).toBe('http://localhost/.well-known/host-meta.json')
    expect(services[0]).toBe('ws://localhost/xmpp-websocket')
  })

  test('neither a dead web server nor nonsense stops it', async () => {
    const dead = (() => Promise.reject(new TypeError('refused'))) as typeof fetch
    expect((await discoverServices(bare('romeo@example.com'), { fetch: dead })).services).toHaveLength(3)
    const nonsense = { [META]: '<html>', [`${META}.json`]: '<html>' }
    expect((await discover('romeo@example.com', nonsense)).services).toHaveLength(3)
    const thousands = {
      [`${META}.json`]: json(...Array.from({ length: 1_000 }, (_, i) => `wss://example.com/${i}`)),
    }
    expect((await discover('romeo@example.com', thousands)).services).toHaveLength(5)
  })
})

test.each([
  ['null', []],
  ['[]', []],
  ['{"links":{}}', []],
  ['{"links":[null,1,{"rel":"urn:xmpp:alt-connections:websocket"},{"href":"x"}]}', []],
  ['{"__proto__":{"links":[]}}', []],
  [json('wss://a/'), ['wss://a/']],
])('JSON %s', (text, services) => {
  expect(decodeHostMetaJson(text)).toEqual(services)
})

test('an XRD with an external entity is nothing', () => {
  expect(decodeHostMetaXml(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xrd}`)).toEqual([])
  expect(decodeHostMetaXml(xrd)).toEqual(['wss://web.example.com:443/ws'])
})

describe('addresses', () => {
  test.each([
    ['wss://example.com/ws', 'wss://example.com/ws'],
    ['  WSS://Example.com/ws  ', 'wss://example.com/ws'],
    ['wss://example.com:5443/ws?x=1', 'wss://example.com:5443/ws?x=1'],
    ['ws://localhost:5280/xmpp-websocket', 'ws://localhost:5280/xmpp-websocket'],
    ['ws://127.0.0.1:5280/', 'ws://127.0.0.1:5280/'],
    ['ws://127.1.2.3/', 'ws://127.1.2.3/'],
    ['ws://[::1]:5280/', 'ws://[::1]:5280/'],
    // What a URL parser makes of these is this machine indeed.
    ['ws://2130706433/', 'ws://127.0.0.1/'],
    ['ws://127.1/', 'ws://127.0.0.1/'],
  ])('%j is one', (text, url) => {
    expect(validateServiceUrl(text)).toBe(url)
  })

  test.each([
    'ws://example.com/ws',
    'ws://localhost.evil.example/',
    'ws://127.0.0.1.evil.example/',
    'ws://evil.example/#localhost',
    'ws://localhost@evil.example/',
    'wss://user:password@example.com/',
    'wss://example.com/#x',
    'https://example.com/ws',
    'example.com',
    'wss://',
    'wss:example.com',
    'javascript:alert(1)',
    'wss://exa mple.com/',
    '',
  ])('%j is none', text => {
    expect(validateServiceUrl(text)).toBeUndefined()
  })

  test('of this machine, or over TLS, are safe for a password', () => {
    expect([
      isLoopback('wss://localhost/'),
      isLoopback('wss://example.com/'),
      isLoopback('nonsense'),
    ]).toEqual([true, false, false])
    expect([isSecure('wss://example.com/'), isSecure('ws://example.com/'), isSecure('ws://[::1]/')]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('of an internationalised domain are its own', () => {
    expect(foreignHost('wss://xn--mnchen-3ya.example/ws', bare('münchen.example'))).toBeUndefined()
    expect(foreignHost('wss://chat.xn--mnchen-3ya.example/ws', bare('münchen.example'))).toBeUndefined()
    expect(foreignHost('wss://munchen.example/ws', bare('münchen.example'))).toBe('munchen.example')
  })
})
