import type { Page } from '@playwright/test'
import { addAccount, startProsody } from './server/prosody.mjs'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { startFaultyLine } from './support/faults.mjs'
import { account, connection, contacts, conversation, details, signInForm } from './support/pages.ts'
import { connectRaw, type RawClient } from './support/raw-client.mjs'
import { type Scene, signsIn, streamError } from './support/scenes.mjs'
import { startScriptedServer } from './support/scripted-server.mjs'
import { stageHosts } from './support/stage.ts'
import { dumpStorage } from './support/storage.ts'
import { tapWire } from './support/tap.ts'
import { tag } from './support/xml.mjs'

const CLIENT = 'jabber:client'

test('A reload goes on where it was: nobody sees it, nothing is lost and nothing comes twice', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  const wire = tapWire(page)
  const said: string[] = []
  for (let round = 1; round <= 3; round++) {
    const before = client.mark()
    client.sendMessage(romeo.jid, `round ${round}, before`)
    const reloading = page.reload()
    for (let n = 1; n <= 5; n++) client.sendMessage(romeo.jid, `round ${round}, word ${n}`)
    await reloading
    client.sendMessage(romeo.jid, `round ${round}, after`)
    said.push(`round ${round}, before`)
    for (let n = 1; n <= 5; n++) said.push(`round ${round}, word ${n}`)
    said.push(`round ${round}, after`)
    await expect(talk.message(`round ${round}, after`)).toBeVisible()
    await expect(talk.messages.locator('.txt')).toHaveText(said)
    await expect(connection(page).status).toHaveAttribute('data-connection', /online|reconnected/)
    expect(presencesSince(client, before)).toEqual([])
  }
  // Each page took the stream up again instead of asking for everything anew.
  expect(wire.countSent(/<resume /)).toBe(3)
  expect(wire.received().filter(frame => frame.startsWith('<resumed '))).toHaveLength(3)
  expect(wire.countSent(/jabber:iq:roster/)).toBe(0)
  expect(wire.countSent(/^<presence/)).toBe(0)
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'available')
})

test('What he sent right before a reload arrives once', async ({ page, actors, romeo, juliet }) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  for (const words of ['first', 'second', 'third']) {
    await talk.send(`${words} farewell`)
    await client.waitFor(new RegExp(`${words} farewell`))
    await page.reload()
    await expect(talk.message(`${words} farewell`)).toHaveAttribute('data-delivery', 'sent')
  }
  await talk.send('the last one')
  await client.waitFor(/the last one/)
  expect(bodies(client)).toEqual(['first farewell', 'second farewell', 'third farewell', 'the last one'])
})

test('A link that breaks: last known is said, what he writes waits, also over a reload', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const line = await startFaultyLine(actors.stage.server)
  const { client, talk } = await scene(page, actors, romeo, juliet, line.url)
  const { status, tryNow } = connection(page)
  const { row, group } = contacts(page)
  line.refuse()
  line.cut()
  await expect(status).toHaveAttribute('data-connection', 'offline')
  await expect(status).toContainText('You’re offline')
  await expect(row('Juliet')).toHaveAttribute('data-live', 'false')
  await expect(row('Juliet')).toHaveAttribute('data-presence', 'available')
  await expect(row('Juliet')).toHaveAccessibleDescription(/^Last known: available, as of \d\d:\d\d$/)
  await expect(group('Verona')).toHaveAccessibleName(/^Verona, as of \d\d:\d\d$/)
  await expect(talk.presence).toHaveAttribute('data-live', 'false')
  await expect(talk.reach).toHaveAttribute('data-reach', 'disconnected')
  await expect(account(page).status).toHaveAccessibleName(/^Your status: Offline/)

  await talk.send('Two of the fairest stars')
  await talk.send('in all the heaven')
  await expect(talk.message('fairest stars')).toHaveAttribute('data-queued', 'true')
  await expect(talk.message('fairest stars')).toContainText('Queued, sends when you’re back online')
  await expect(status).toHaveAttribute('data-queued', '2')
  // The box is empty as soon as the words are on the disk.
  await expect(talk.textbox).toHaveValue('')

  await page.reload()
  await expect(row('Juliet')).toHaveAttribute('data-live', 'false')
  await expect(row('Juliet')).toHaveAttribute('data-presence', 'available')
  await expect(talk.message('fairest stars')).toHaveAttribute('data-delivery', 'pending')
  await expect(status).toHaveAttribute('data-connection', 'offline')

  client.sendMessage(romeo.jid, 'O speak again')
  line.resume()
  await tryNow.or(page.locator('[data-connection="reconnected"]')).first().click()
  await expect(status).toHaveAttribute('data-connection', 'reconnected')
  await expect(status).toContainText('Connected again')
  await expect(status).toContainText('2 queued messages sent')
  await expect(row('Juliet')).not.toHaveAttribute('data-live')
  await expect(talk.message('O speak again')).toBeVisible()
  await expect(talk.message('in all the heaven')).toHaveAttribute('data-delivery', 'sent')
  await expect(status).toHaveAttribute('data-connection', 'online')
  expect(bodies(client)).toEqual(['Two of the fairest stars', 'in all the heaven'])
  await line.stop()
})

test('A link that falls silent is noticed within 20 seconds', async ({ page, actors, romeo, juliet }) => {
  await page.clock.install()
  const line = await startFaultyLine(actors.stage.server)
  const { client, talk } = await scene(page, actors, romeo, juliet, line.url)
  const { status } = connection(page)
  await page.clock.runFor(15_000)
  await expect(status).toHaveAttribute('data-connection', 'online')

  line.silence()
  await page.clock.runFor(20_000)
  await expect(status).toHaveAttribute('data-connection', /offline|connecting/)
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-live', 'false')
  await talk.send('Is she gone?')
  client.sendMessage(romeo.jid, 'Stay but a little')
  line.resume()
  await page.clock.runFor(30_000)
  await expect(talk.message('Stay but a little')).toBeVisible()
  await expect(talk.message('Is she gone?')).toHaveAttribute('data-delivery', 'sent')
  expect(bodies(client)).toEqual(['Is she gone?'])
  await line.stop()
})

test('The server dies and comes back: so does he, with the status he had', async ({ page, actors }) => {
  const romeo = { jid: 'romeo@test.example', password: 'secret', name: 'Romeo' }
  const juliet = { jid: 'juliet@test.example', password: 'secret', name: 'Juliet' }
  const server = await startProsody({ name: `e2e-restart-${process.pid}`, hosts: ['test.example'] })
  for (const who of [romeo, juliet]) {
    const other = who === romeo ? juliet : romeo
    await server.addAccount(who.jid, who.password)
    await server.writeRoster(who.jid, [{ jid: other.jid, name: other.name }])
  }
  const { url } = server
  await actors.signIn(page, romeo, { serverUrl: url })
  await account(page).status.click()
  await account(page).availability('Do not disturb').click()
  await page.keyboard.press('Escape')
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  // A fresh stream begins with nobody known: what stands open over it has to stand that.
  await page.getByRole('button', { name: 'Contact details' }).click()
  await expect(details(page).panel).toBeVisible()

  server.kill('SIGKILL')
  await expect(connection(page).status).toHaveAttribute('data-connection', 'offline')
  await talk.send('Peace, I will stop thy mouth')
  await server.restart()
  const client = await connectRaw({ url, ...juliet })
  client.sendPresence()
  await expect(connection(page).status).toHaveAttribute('data-connection', /reconnected|online/, {
    timeout: 15_000,
  })
  await client.waitFor(/<show>dnd/)
  await client.waitFor(/I will stop thy mouth/)
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'available')
  await expect(details(page).devices).toHaveCount(1)
  client.sendMessage(romeo.jid, 'My ears have not yet drunk')
  await expect(talk.message('My ears have not yet drunk')).toBeVisible()
  expect(bodies(client)).toEqual(['Peace, I will stop thy mouth'])
  await client.close()
  await server.discard()
})

test('Signed in elsewhere: it says so, does not fight, and comes back when asked', async ({
  page,
  actors,
}) => {
  const server = await startScriptedServer(signsIn(SCRIPTED, { roster: JULIET }))
  await page.clock.install()
  await actors.signIn(page, ROMEO, { serverUrl: server.url })
  const { status } = connection(page)
  const [first] = server.peers
  if (first) streamError(first, 'conflict')
  await expect(status).toHaveAttribute('data-connection', 'conflict')
  await expect(status).toContainText('Signed in elsewhere')
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-live', 'false')
  await page.clock.runFor(5 * 60_000)
  expect(server.peers).toHaveLength(1)

  server.play(refusingToResume(signsIn(SCRIPTED, { roster: JULIET })))
  await status.getByRole('button', { name: 'Sign in' }).click()
  await expect(status).toHaveAttribute('data-connection', 'online')
  expect(server.peers).toHaveLength(2)
  await server.stop()
})

test('A broken frame in the middle: the next good one still arrives', async ({ page, actors }) => {
  const server = await startScriptedServer(signsIn(SCRIPTED, { roster: JULIET }))
  await actors.signIn(page, ROMEO, { serverUrl: server.url })
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  const say = (body: string) =>
    server.peers
      .at(-1)
      ?.send(tag('message', { xmlns: CLIENT, from: 'juliet@test.example/x' }, `<body>${body}</body>`))
  say('before')
  await expect(talk.message('before')).toBeVisible()
  server.play(refusingToResume(signsIn(SCRIPTED, { roster: JULIET, next: () => say('canary') })))
  for (const frame of ["<message xmlns='jabber:client'><body>&nbsp;", '<!DOCTYPE x><x/>', '<presence'])
    server.peers.at(-1)?.send(frame)
  await expect(talk.message('canary')).toBeVisible()
  await expect(connection(page).status).toHaveAttribute('data-connection', /online|reconnected/)
  await server.stop()
})

test('Two tabs of one account: both are here, and what one sends goes out once', async ({
  page,
  context,
  actors,
  romeo,
  juliet,
}) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  const second = await context.newPage()
  await second.goto(page.url())
  const other = conversation(second, 'Juliet')
  await expect(connection(second).status).toHaveAttribute('data-connection', 'online')
  await expect(other.textbox).toBeVisible()

  await talk.send('from the first')
  await expect(other.message('from the first')).toHaveAttribute('data-direction', 'out')
  await other.send('from the second')
  await expect(talk.message('from the second')).toHaveAttribute('data-direction', 'out')
  client.sendMessage(romeo.jid, 'to both')
  await expect(talk.message('to both')).toHaveCount(1)
  await expect(other.message('to both')).toHaveCount(1)

  await page.reload()
  await expect(connection(page).status).toHaveAttribute('data-connection', /online|reconnected/)
  await expect(talk.messages.locator('.txt')).toHaveText(['from the first', 'from the second', 'to both'])
  await second.close()
  await talk.send('alone again')
  await client.waitFor(/alone again/)
  expect(bodies(client)).toEqual(['from the first', 'from the second', 'alone again'])
})

test('A password that was changed elsewhere: a reload asks for the new one', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  await actors.signIn(page, romeo)
  await expect(contacts(page).row('Juliet')).toBeVisible()
  // What the next page starts from is on the disk.
  await expect.poll(() => dumpStorage(page)).toContain('services')
  await expect.poll(() => dumpStorage(page)).toContain(juliet.jid)
  const host = { dataPath: actors.stage.dataPath, hosts: stageHosts }
  await addAccount(host, romeo.jid, 'a new secret')
  await page.reload()
  const { status } = connection(page)
  await expect(status).toHaveAttribute('data-connection', 'auth-failed')
  await expect(status).toContainText('Session ended')
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-live', 'false')
  await status.getByRole('button', { name: 'Sign in' }).click()
  const form = signInForm(page)
  await expect(form.address).toHaveValue(romeo.jid)
  await form.password.fill('a new secret')
  await form.submit.click()
  await expect(status).toHaveAttribute('data-connection', 'online')
})

test('Sign out: the others see him go, and nothing of him is left here', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  await talk.send('Good night, good night')
  await client.waitFor(/Good night/)
  await expect.poll(() => dumpStorage(page)).toContain('Good night, good night')
  await account(page).settings.click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Sign out' }).click()
  const question = page.getByRole('alertdialog', { name: 'Sign out?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  const second = await page.context().newPage()
  await second.goto(actors.stage.site)
  await expect(connection(second).status).toHaveAttribute('data-connection', 'online')
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(signInForm(page).form).toBeVisible()
  await expect(signInForm(second).form).toBeVisible()
  await client.waitFor(element => element.is('presence') && element.attrs['type'] === 'unavailable')
  await expect(page).not.toHaveURL(/juliet/)
  const left = await dumpStorage(page)
  expect(left).not.toContain('Good night')
  expect(left).not.toContain(juliet.jid)
  expect(left).not.toContain(romeo.jid)
  await page.reload()
  await expect(signInForm(page).form).toBeVisible()
})

const SCRIPTED = { host: 'test.example', user: 'romeo', password: 'secret' }
const ROMEO: Account = { jid: 'romeo@test.example', password: 'secret', name: 'Romeo' }
const JULIET = tag('item', { jid: 'juliet@test.example', name: 'Juliet', subscription: 'both' })

/** The scripted server keeps no streams: who wants to resume one has to begin anew. */
function refusingToResume(scene: Scene): Scene {
  return (peer, index) => {
    peer.on(element => {
      if (element.name === 'resume') peer.send(tag('failed', { xmlns: 'urn:xmpp:sm:3' }))
    })
    return scene(peer, index)
  }
}

/** Juliet is there, Romeo signs in and opens their conversation. */
async function scene(page: Page, actors: Actors, romeo: Account, juliet: Account, serverUrl?: string) {
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo, serverUrl === undefined ? {} : { serverUrl })
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  await expect(talk.textbox).toBeVisible()
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'available')
  return { client, talk }
}

/** What a client was told in messages, in order. */
function bodies(client: RawClient): string[] {
  return client.received.flatMap(({ element }) =>
    element.is('message') && element.attrs['type'] === 'chat'
      ? (element.getChildText('body', CLIENT) ?? [])
      : [],
  )
}

function presencesSince(client: RawClient, mark: number): string[] {
  return client.received
    .slice(mark)
    .filter(({ element }) => element.is('presence'))
    .map(({ xml }) => xml)
}
