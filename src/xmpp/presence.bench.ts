import { bench, describe } from 'vitest'
import { fixture } from './fixture.ts'
import { decodePresence } from './presence.ts'
import { getRoster } from './roster.ts'

const COUNT = 10_000

const presences = Array.from({ length: COUNT }, (_, i) =>
  fixture(`<presence xmlns='jabber:client' from='user${i}@bots.example/phone.${i}' to='me@example.org/web'>
<show>away</show><status>At the balcony</status><priority>5</priority>
<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://psi-im.org' ver='q07IKJEyjvHSyhy//CH0CxmKi8w='/>
<idle xmlns='urn:xmpp:idle:1' since='2024-05-01T12:00:00Z'/><x xmlns='vcard-temp:x:update'><photo>abc</photo></x></presence>`),
)

const roster = fixture(
  `<iq type='result'><query xmlns='jabber:iq:roster'>${Array.from(
    { length: COUNT },
    (_, i) =>
      `<item jid='user${i}@bots.example' name='User ${i}' subscription='both'><group>Bots</group></item>`,
  ).join('')}</query></iq>`,
)

describe(`${COUNT} of each, parsed already`, () => {
  bench('presences with show, status, caps and idle', () => {
    for (const presence of presences) decodePresence(presence)
  })

  bench('a roster', () => {
    getRoster.decode(roster)
  })
})
