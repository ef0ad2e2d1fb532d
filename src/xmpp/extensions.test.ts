import { Element } from '@xmpp/xml'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Codecs, featuresOf } from './codec.ts'
import { decodeError } from './error.ts'
import { messageExtensions, pepNodes, presenceExtensions } from './extensions.ts'
import { ownFeatures } from './features.ts'
import { stanza } from './fixture.ts'
import { decodeMessage } from './message.ts'
import { decodePresence } from './presence.ts'
import { decodeRosterPush, getRoster } from './roster.ts'
import { getLastActivity } from './xep/0012-last-activity.ts'
import { getDiscoInfo } from './xep/0030-service-discovery.ts'
import { getSoftwareVersion } from './xep/0092-software-version.ts'
import { capabilityVer } from './xep/0115-entity-capabilities.ts'
import { decodeBlockingPush, getBlocked } from './xep/0191-blocking.ts'
import { getEntityTime } from './xep/0202-entity-time.ts'
import { decodeCarbon } from './xep/0280-message-carbons.ts'

const registries: [string, Codecs][] = [
  ['presence', presenceExtensions],
  ['message', messageExtensions],
  ['pep', pepNodes],
]
const registered = registries.flatMap(([registry, codecs]) =>
  Object.entries(codecs).map(([field, codec]) => ({ registry, field, codec })),
)

// Elements that look like ours in one way or another, but never quite.
const names = fc.constantFrom(
  ...[
    'idle',
    'state-annotation',
    'server-unavailable',
    'c',
    'nick',
    'delay',
    'composing',
    'origin-id',
    'stanza-id',
    'show',
    'status',
    'priority',
    'body',
    'error',
  ],
  ...[
    'query',
    'item',
    'group',
    'identity',
    'feature',
    'x',
    'field',
    'value',
    'block',
    'unblock',
    'blocklist',
    'time',
    'utc',
  ],
  ...[
    'tzo',
    'received',
    'sent',
    'forwarded',
    'message',
    'presence',
    'constructor',
    '__proto__',
    'p:idle',
    ':',
    'text',
  ],
)
const namespaces = fc.constantFrom(
  ...new Set(registered.map(({ codec }) => codec.ns)),
  ...[
    'jabber:client',
    'jabber:iq:roster',
    'http://jabber.org/protocol/disco#info',
    'jabber:x:data',
    'urn:xmpp:blocking',
  ],
  ...[
    'urn:xmpp:time',
    'urn:xmpp:carbons:2',
    'urn:xmpp:forward:0',
    'urn:ietf:params:xml:ns:xmpp-stanzas',
    '',
    undefined,
  ],
)
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '-1',
    '1e9',
    '2024-05-01T12:00:00Z',
    'a@b',
    'a@b/c',
    'sha-1',
    '+05:30',
    'FORM_TYPE',
    'hidden',
    '\u202E',
  ),
)
const attributes = fc.dictionary(
  fc.constantFrom(
    'since',
    'node',
    'ver',
    'hash',
    'stamp',
    'from',
    'to',
    'id',
    'by',
    'type',
    'jid',
    'var',
    'category',
    'name',
    'xml:lang',
    'seconds',
  ),
  texts,
)
const { element: anything } = fc.letrec<{ element: Element }>(tie => ({
  element: fc
    .tuple(
      names,
      namespaces,
      attributes,
      fc.array(fc.oneof({ depthSize: 'small' }, texts, tie('element')), { maxLength: 4 }),
    )
    .map(([name, xmlns, attrs, content]) => {
      const element = new Element(name, xmlns === undefined ? attrs : { ...attrs, xmlns })
      element.append(...content)
      return element
    }),
}))

describe.each(registered)('$registry.$field', ({ codec }) => {
  test('survives arbitrary elements', () => {
    fc.assert(
      fc.property(anything, element => {
        codec.decode(element)
        const parent = new Element('message', { xmlns: 'jabber:client' })
        parent.append(element)
        codec.decode(parent)
      }),
    )
  })

  test('is absent where it is absent', () => {
    expect(codec.decode(stanza('message'))).toBeUndefined()
    expect(codec.decode(stanza('presence', `<x xmlns='${codec.ns}'/>`))).toBeUndefined()
  })
})

test('decoders survive arbitrary elements', () => {
  const decoders = [
    ...[decodeError, decodeMessage, decodePresence, decodeRosterPush, decodeBlockingPush, decodeCarbon],
    ...[getRoster, getDiscoInfo, getBlocked, getLastActivity, getSoftwareVersion, getEntityTime].map(
      request => request.decode,
    ),
  ]
  fc.assert(
    fc.property(
      fc.constantFrom('iq', 'message', 'presence'),
      attributes,
      fc.array(anything),
      (name, attrs, content) => {
        const element = new Element(name, { ...attrs, xmlns: 'jabber:client' })
        element.append(...content)
        for (const decode of decoders) decode(element)
        const info = getDiscoInfo.decode(element)
        if (info) capabilityVer(info, 'sha-1')
      },
    ),
    { numRuns: 500 },
  )
})

describe('advertised', () => {
  test('each registered payload, and the news of each PEP node', () => {
    expect(ownFeatures).toEqual(expect.arrayContaining(featuresOf(presenceExtensions)))
    expect(ownFeatures).toEqual(expect.arrayContaining(featuresOf(messageExtensions)))
    expect(ownFeatures).toEqual(expect.arrayContaining(featuresOf(pepNodes).map(node => `${node}+notify`)))
  })

  test('each once, in order, and nothing that does not work yet', () => {
    expect(ownFeatures).toEqual([
      'http://jabber.org/protocol/caps',
      'http://jabber.org/protocol/chatstates',
      'http://jabber.org/protocol/disco#info',
      'http://jabber.org/protocol/nick',
      'jabber:iq:last',
      'jabber:iq:version',
      'urn:xmpp:delay',
      'urn:xmpp:idle:1',
      'urn:xmpp:ping',
      'urn:xmpp:psa',
      'urn:xmpp:sid:0',
      'urn:xmpp:time',
    ])
  })
})
