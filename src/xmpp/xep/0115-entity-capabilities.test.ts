import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownFeatures } from '../features.ts'
import { fixture, stanza } from '../fixture.ts'
import type { DataForm } from './0004-data-forms.ts'
import { type DiscoInfo, decodeDiscoInfo } from './0030-service-discovery.ts'
import { capabilities, capabilityVer, verifyCapabilities } from './0115-entity-capabilities.ts'

const exodus: DiscoInfo = {
  identities: [{ category: 'client', type: 'pc', name: 'Exodus 0.9.1' }],
  features: [
    'http://jabber.org/protocol/caps',
    'http://jabber.org/protocol/disco#info',
    'http://jabber.org/protocol/disco#items',
    'http://jabber.org/protocol/muc',
  ],
  forms: [],
}

const psi = decodeDiscoInfo(
  fixture(`
    <iq from='benvolio@capulet.lit/230193' id='disco1' to='juliet@capulet.lit/chamber' type='result'>
      <query xmlns='http://jabber.org/protocol/disco#info' node='http://psi-im.org#q07IKJEyjvHSyhy//CH0CxmKi8w='>
        <identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>
        <identity xml:lang='el' category='client' name='&#x03A8; 0.11' type='pc'/>
        <feature var='http://jabber.org/protocol/caps'/>
        <feature var='http://jabber.org/protocol/disco#info'/>
        <feature var='http://jabber.org/protocol/disco#items'/>
        <feature var='http://jabber.org/protocol/muc'/>
        <x xmlns='jabber:x:data' type='result'>
          <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>
          <field var='ip_version' type='text-multi'><value>ipv4</value><value>ipv6</value></field>
          <field var='os'><value>Mac</value></field>
          <field var='os_version'><value>10.5.1</value></field>
          <field var='software'><value>Psi</value></field>
          <field var='software_version'><value>0.11</value></field>
        </x>
      </query>
    </iq>`),
) as DiscoInfo

const psiForm = psi.forms[0] as DataForm

/** Whether `info` would be kept under its own hash: true for whatever is well-formed. */
const isKept = (info: DiscoInfo) =>
  verifyCapabilities(info, { node: 'n', hash: 'sha-1', ver: capabilityVer(info, 'sha-1') ?? '' })

describe('XEP-0115', () => {
  test('example 1: annotated presence sent', () => {
    const presence = fixture(`
      <presence from='romeo@montague.lit/orchard'>
        <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://code.google.com/p/exodus'
           ver='QgayPKawpkPSDYmwT/WM94uAlu0='/>
      </presence>`)
    expect(capabilities.decode(presence)).toEqual({
      hash: 'sha-1',
      node: 'http://code.google.com/p/exodus',
      ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=',
    })
  })

  test('§5.2: simple generation example', () => {
    expect(capabilityVer(exodus, 'sha-1')).toBe('QgayPKawpkPSDYmwT/WM94uAlu0=')
  })

  test('§5.3: complex generation example', () => {
    expect(capabilityVer(psi, 'sha-1')).toBe('q07IKJEyjvHSyhy//CH0CxmKi8w=')
  })

  test('§5.4: what is as promised is kept', () => {
    expect(verifyCapabilities(psi, { node: 'n', hash: 'sha-1', ver: 'q07IKJEyjvHSyhy//CH0CxmKi8w=' })).toBe(
      true,
    )
    expect(
      verifyCapabilities(exodus, { node: 'n', hash: 'sha-1', ver: 'q07IKJEyjvHSyhy//CH0CxmKi8w=' }),
    ).toBe(false)
  })

  test('§5.4 item 2: another hash function is not ours to judge', () => {
    expect(capabilityVer(exodus, 'md2')).toBeUndefined()
    expect(verifyCapabilities(exodus, { node: 'n', hash: 'md2', ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=' })).toBe(
      false,
    )
  })

  test('§5.4: a form that is of no hidden type is ignored, not refused', () => {
    const visible = { ...psiForm, fields: psiForm.fields.map(field => ({ ...field, type: 'text-single' })) }
    const nameless = { ...psiForm, fields: psiForm.fields.slice(1) }
    expect(capabilityVer({ ...exodus, forms: [visible, nameless] }, 'sha-1')).toBe(
      'QgayPKawpkPSDYmwT/WM94uAlu0=',
    )
    expect(isKept({ ...exodus, forms: [visible, nameless] })).toBe(true)
  })
})

describe('order makes no difference', () => {
  test('of identities, features, forms, fields, values', () => {
    const forms: DataForm[] = [
      psiForm,
      { type: 'result', fields: [{ name: 'FORM_TYPE', type: 'hidden', values: ['urn:a'] }] },
    ]
    const info = { ...psi, forms }
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...info.identities], { minLength: 2 }),
        fc.shuffledSubarray([...info.features], { minLength: 4 }),
        fc.shuffledSubarray([...psiForm.fields], { minLength: 6 }),
        fc.boolean(),
        (identities, features, fields, turn) => {
          const form = {
            ...psiForm,
            fields: fields.map(field => ({
              ...field,
              values: turn ? field.values.toReversed() : field.values,
            })),
          }
          const other = {
            identities,
            features,
            forms: turn ? [forms[1] as DataForm, form] : [form, forms[1] as DataForm],
          }
          expect(capabilityVer(other, 'sha-1')).toBe(capabilityVer(info, 'sha-1'))
        },
      ),
    )
  })

  test('and it is that of the UTF-8 bytes', () => {
    const identities = (...names: string[]) => names.map(name => ({ category: 'client', type: 'pc', name }))
    // In UTF-16 the emoji comes first, in UTF-8 last. The digest is that of "client/pc//\uFF21<client/pc//\u{1F44B}<".
    const ver = capabilityVer(
      { identities: identities('\u{1F44B}', '\uFF21'), features: [], forms: [] },
      'sha-1',
    )
    const inOrder = capabilityVer(
      { identities: [], features: ['client/pc//\uFF21', 'client/pc//\u{1F44B}'], forms: [] },
      'sha-1',
    )
    expect(ver).toBe(inOrder)
    expect(ver).toBe('Gf5sSw3eGm9j9V8Fn7QhiekFsj0=')
  })
})

describe('§5.4 item 3 and §8: poison is not kept', () => {
  test('the control is', () => {
    expect(isKept(exodus)).toBe(true)
    expect(isKept(psi)).toBe(true)
  })

  test.each<[string, DiscoInfo]>([
    ['no identity', { ...exodus, identities: [] }],
    ['one identity twice', { ...exodus, identities: [...exodus.identities, ...exodus.identities] }],
    ['one feature twice', { ...exodus, features: [...exodus.features, ...exodus.features] }],
    ['one form twice', { ...psi, forms: [psiForm, psiForm] }],
    [
      'two types of one form',
      {
        ...exodus,
        forms: [
          { type: 'result', fields: [{ name: 'FORM_TYPE', type: 'hidden', values: ['urn:a', 'urn:b'] }] },
        ],
      },
    ],
    [
      'two type fields in one form',
      { ...psi, forms: [{ ...psiForm, fields: [...psiForm.fields, ...psiForm.fields.slice(0, 1)] }] },
    ],
    ['a slash in an identity', { ...exodus, identities: [{ category: 'client/pc', type: 'x', name: 'y' }] }],
    ['an identity dressed up as a feature', { ...psi, features: ['client/pc/en/Psi 0.11', ...psi.features] }],
    [
      'features dressed up as a form',
      {
        ...exodus,
        forms: [
          {
            type: 'result',
            fields: [
              { name: 'FORM_TYPE', type: 'hidden', values: ['urn:xmpp:idle:1'] },
              { name: 'urn:xmpp:ping', type: 'text-single', values: [] },
            ],
          },
        ],
      },
    ],
  ])('%s', (_, info) => expect(isKept(info)).toBe(false))

  test('a separator inside a name', () => {
    const name = 'Exodus 0.9.1<http://jabber.org/protocol/caps'
    const forged = {
      ...exodus,
      identities: [{ category: 'client', type: 'pc', name }],
      features: exodus.features.slice(1),
    }
    expect(capabilityVer(forged, 'sha-1')).not.toBe('QgayPKawpkPSDYmwT/WM94uAlu0=')
  })
})

describe('malformed', () => {
  const ns = 'http://jabber.org/protocol/caps'
  test.each([
    ['the legacy form', `<c xmlns='${ns}' node='n' ver='1.0' ext='a b'/>`],
    ['no node', `<c xmlns='${ns}' hash='sha-1' ver='v'/>`],
    ['an empty ver', `<c xmlns='${ns}' hash='sha-1' node='n' ver=''/>`],
    ['a ver longer than any hash', `<c xmlns='${ns}' hash='sha-1' node='n' ver='${'x'.repeat(201)}'/>`],
    ['another namespace', "<c hash='sha-1' node='n' ver='v'/>"],
  ])('%s is absent', (_, content) => expect(capabilities.decode(stanza('presence', content))).toBeUndefined())
})

test('our own answer is well-formed', () => {
  expect(
    isKept({
      identities: [{ category: 'client', type: 'web', name: 'Whereabouts' }],
      features: ownFeatures,
      forms: [],
    }),
  ).toBe(true)
})

test('round trip', () => {
  const text = fc.string({ unit: 'grapheme-ascii', minLength: 1 })
  fc.assert(
    fc.property(fc.record({ node: text, ver: text, hash: text }), caps => {
      expect(capabilities.decode(stanza('presence', capabilities.encode(caps)))).toEqual(caps)
    }),
  )
})
