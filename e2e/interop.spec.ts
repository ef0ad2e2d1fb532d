import { client, xml } from '@xmpp/client'
import WebSocket from 'ws'
import { type Account, expect, test } from './support/actors.ts'
import { contacts, conversation } from './support/pages.ts'

// Juliet uses the library that others build their clients with, as it comes.

// Node has a WebSocket of its own from version 22 on.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket

async function julietWithTheLibrary(service: string, juliet: Account) {
  const [username = '', domain = ''] = juliet.jid.split('@')
  const xmpp = client({ service, domain, username, password: juliet.password })
  const bodies: string[] = []
  xmpp.on('error', () => {})
  xmpp.on('stanza', stanza => {
    const body = stanza.is('message') && stanza.getChildText('body')
    if (body) bodies.push(body)
  })
  // What it sends before stream management is enabled it does not count, and the server ends the stream for it.
  const enabled = new Promise<void>(resolve => xmpp.on('nonza', nonza => nonza.is('enabled') && resolve()))
  await xmpp.start()
  await enabled
  return { xmpp, bodies }
}

test('Juliet comes with another library: each sees and reads the other', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  await actors.signIn(page, romeo)
  const { xmpp, bodies } = await julietWithTheLibrary(actors.stage.server, juliet)
  await xmpp.send(xml('presence', {}, xml('show', {}, 'chat'), xml('status', {}, 'On the balcony')))
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'chat')
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  await expect(talk.presence).toContainText('On the balcony')

  await talk.send('It is the east')
  await expect.poll(() => bodies).toEqual(['It is the east'])
  await xmpp.send(xml('message', { to: romeo.jid, type: 'chat' }, xml('body', {}, 'Ay me')))
  await expect(talk.message('Ay me')).toBeVisible()

  await xmpp.stop()
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'offline')
})
