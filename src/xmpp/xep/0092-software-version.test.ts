import { expect, test } from 'vitest'
import { fixture, stanza } from '../fixture.ts'
import { encodeSoftwareVersion, getSoftwareVersion } from './0092-software-version.ts'

test('XEP-0092, example 2: receiving a reply regarding version', () => {
  const iq = fixture(`
    <iq type='result' to='romeo@montague.net/orchard' from='juliet@capulet.com/balcony' id='version_1'>
      <query xmlns='jabber:iq:version'><name>Exodus</name><version>0.7.0.4</version><os>Windows-XP 5.01.2600</os></query>
    </iq>`)
  expect(getSoftwareVersion.decode(iq)).toEqual({
    name: 'Exodus',
    version: '0.7.0.4',
    os: 'Windows-XP 5.01.2600',
  })
})

test('an answer may say little', () => {
  expect(getSoftwareVersion.decode(stanza('iq', "<query xmlns='jabber:iq:version'><name/></query>"))).toEqual(
    {},
  )
  expect(getSoftwareVersion.decode(stanza('iq'))).toBeUndefined()
})

test('round trip', () => {
  const version = { name: 'Whereabouts', version: '0.1.0' }
  const query = encodeSoftwareVersion(version)
  expect(query.toString()).toBe(
    '<query xmlns="jabber:iq:version"><name>Whereabouts</name><version>0.1.0</version></query>',
  )
  expect(getSoftwareVersion.decode(stanza('iq', query))).toEqual(version)
})
