import type { Page } from '@playwright/test'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { startFaultyLine } from './support/faults.mjs'
import { contacts, conversation } from './support/pages.ts'
import { tapWire } from './support/tap.ts'

const CHAT_STATES = 'http://jabber.org/protocol/chatstates'
const CLIENT = 'jabber:client'

test('Romeo and Juliet talk; he sees her write, and when his words have arrived', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client, talk, row } = await scene(page, actors, romeo, juliet)
  await expect(page.getByRole('heading', { level: 2, name: 'No messages with Juliet yet' })).toBeVisible()
  await talk.send('Shall I hear more?')
  const heard = await client.waitFor(/Shall I hear more/)
  expect(heard.attrs['type']).toBe('chat')
  await expect(talk.message('Shall I hear more?')).toHaveAttribute('data-delivery', 'sent')
  await expect(talk.message('Shall I hear more?')).toHaveAccessibleName(/^You, \d\d:\d\d$/)
  await expect(talk.textbox).toHaveValue('')
  await expect(talk.textbox).toBeFocused()

  client.sendChatState(heard.attrs['from'] ?? '', 'composing')
  await expect(talk.typing).toHaveText('Juliet is typing…')
  await expect(row).toHaveAttribute('data-chatstate', 'composing')
  await expect(row).toHaveAccessibleDescription('Typing, available')
  client.sendChatState(heard.attrs['from'] ?? '', 'paused')
  await expect(talk.typing).toHaveText('')
  client.sendChatState(heard.attrs['from'] ?? '', 'composing')
  await expect(talk.typing).toHaveText('Juliet is typing…')
  client.sendMessage(romeo.jid, 'What man art thou?')
  await expect(talk.message('What man art thou?')).toHaveAttribute('data-direction', 'in')
  await expect(talk.message('What man art thou?')).toHaveAccessibleName(/^Juliet, \d\d:\d\d$/)
  await expect(talk.typing).toHaveText('')
  await expect(row).not.toHaveAttribute('data-chatstate')
})

test('A message is pending until the server has it', async ({ page, actors, romeo, juliet }) => {
  const line = await startFaultyLine(actors.stage.server)
  const { talk } = await scene(page, actors, romeo, juliet, line.url)
  // The server gets it; what proves that is held back.
  line.judge((from, text) => (from === 'server' && /^<(a|r) /.test(text) ? 'drop' : 'pass'))
  await talk.send('By yonder moon')
  await expect(talk.message('By yonder moon')).toHaveAttribute('data-delivery', 'pending')
  await expect(talk.message('By yonder moon')).toContainText('Sending')
  await expect(talk.message('By yonder moon')).not.toHaveAttribute('data-queued')
  line.judge(() => 'pass')
  await talk.send('I swear')
  await expect(talk.message('By yonder moon')).toHaveAttribute('data-delivery', 'sent')
  await line.stop()
})

test('Thirty quick messages each way keep their order', async ({ page, actors, romeo, juliet }) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1} of 30`)
  for (const line of lines) await talk.send(line)
  await client.waitFor(/line 30 of 30/)
  const heard = client.received.flatMap(({ element }) => element.getChildText('body', CLIENT) ?? [])
  expect(heard).toEqual(lines)
  await expect(talk.log.locator('[data-delivery="pending"]')).toHaveCount(0)

  const answers = Array.from({ length: 30 }, (_, index) => `answer ${index + 1} of 30`)
  for (const answer of answers) client.sendMessage(romeo.jid, answer)
  await expect(talk.message('answer 30 of 30')).toBeInViewport()
  // The log draws what is in sight, and a little more.
  const seen = await talk.messages.locator('.txt').allInnerTexts()
  expect(seen.length).toBeGreaterThan(10)
  expect(seen).toEqual([...lines, ...answers].slice(-seen.length))
})

test('What comes while he looks elsewhere is counted, in the list and in the title, until he looks', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const nurse = await actors.account('Nurse')
  await actors.befriend(romeo, juliet, nurse)
  const { client, talk, row } = await scene(page, actors, romeo, juliet)
  await contacts(page).open('Nurse')
  client.sendMessage(romeo.jid, 'Good night')
  client.sendMessage(romeo.jid, 'good night')
  await expect(row).toHaveAccessibleName('Juliet, 2 unread messages')
  await expect(row).toHaveAttribute('data-unread', '2')
  await expect(page).toHaveTitle('(2) Nurse · Whereabouts')
  await expect(contacts(page).filter('Unread')).toHaveAccessibleName('Unread, 1')

  await page.reload()
  await expect(row).toHaveAttribute('data-unread', '2')
  await contacts(page).open('Juliet')
  await expect(talk.log.getByRole('separator', { name: '2 new messages' })).toBeVisible()
  await expect(row).not.toHaveAttribute('data-unread')
  await expect(page).toHaveTitle('Juliet · Whereabouts')
  client.sendMessage(romeo.jid, 'Parting is such sweet sorrow')
  await expect(talk.message('Parting is such sweet sorrow')).toBeVisible()
  await expect(page).toHaveTitle('Juliet · Whereabouts')
})

test('A draft waits for its conversation, over a reload too', async ({ page, actors, romeo, juliet }) => {
  const nurse = await actors.account('Nurse')
  await actors.befriend(romeo, juliet, nurse)
  const { client, talk } = await scene(page, actors, romeo, juliet)
  const other = conversation(page, 'Nurse')
  await talk.textbox.fill('But soft, what light')
  await contacts(page).open('Nurse')
  await expect(other.textbox).toHaveValue('')
  await other.textbox.fill('Where is my lady?')
  await contacts(page).open('Juliet')
  await expect(talk.textbox).toHaveValue('But soft, what light')
  await contacts(page).open('Nurse')
  await expect(other.textbox).toHaveValue('Where is my lady?')
  await page.reload()
  await expect(other.textbox).toHaveValue('Where is my lady?')
  await contacts(page).open('Juliet')
  await expect(talk.textbox).toHaveValue('But soft, what light')
  await talk.textbox.press('Enter')
  await client.waitFor(/But soft, what light/)
  await contacts(page).open('Nurse')
  await contacts(page).open('Juliet')
  await expect(talk.textbox).toHaveValue('')
})

test('Days, and what belongs together', async ({ page, actors, romeo, juliet }) => {
  await page.clock.install({ time: new Date('2025-11-18T21:00:00Z') })
  const { client, talk } = await scene(page, actors, romeo, juliet)
  client.sendMessage(romeo.jid, 'I have night’s cloak to hide me')
  await expect(talk.message('I have night’s cloak')).toBeVisible()
  await page.clock.fastForward('24:00:00')
  await talk.send('Wilt thou be gone?')
  await client.waitFor(/Wilt thou be gone/)
  await page.clock.fastForward('24:00:00')
  for (const line of ['It was the nightingale', 'and not the lark']) client.sendMessage(romeo.jid, line)
  await expect(talk.message('and not the lark')).toBeVisible()
  const separators = talk.log.getByRole('separator')
  await expect(separators).toHaveText(['Tuesday 18 November', 'Yesterday', 'Today'])
  await expect(separators.first()).toHaveAccessibleName('Tuesday 18 November')
  // Of a run only the last one shows its time.
  await expect(talk.messages.locator('.txt')).toHaveText([
    'I have night’s cloak to hide me',
    'Wilt thou be gone?',
    'It was the nightingale',
    'and not the lark',
  ])
})

test('Only what is safe becomes a link, and markup stays text', async ({ page, actors, romeo, juliet }) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  client.sendMessage(romeo.jid, 'See https://verona.example/tomb?x=1&y=2, or mailto:friar@verona.example.')
  const links = talk.message('See https').getByRole('link')
  await expect(links).toHaveText(['https://verona.example/tomb?x=1&y=2', 'mailto:friar@verona.example'])
  await expect(links.first()).toHaveAttribute('href', 'https://verona.example/tomb?x=1&y=2')
  await expect(links.first()).toHaveAttribute('target', '_blank')
  await expect(links.first()).toHaveAttribute('rel', /noopener.*noreferrer|noreferrer.*noopener/)

  const traps = [
    'javascript:alert(1)',
    'javascript://verona.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://verona.example/1',
    'file:///etc/passwd',
    'https://verona.example@mantua.example/',
    'https://romeo:secret@mantua.example/',
    '<a href="https://mantua.example/">https</a>',
    '<img src=x onerror="document.title=\'hacked\'">',
    '<script>document.title="hacked"</script>',
    '{{constructor.constructor("alert(1)")()}}',
  ]
  for (const [index, trap] of traps.entries()) client.sendMessage(romeo.jid, `Trap ${index}: ${trap}`)
  for (const [index, trap] of traps.entries()) {
    const message = talk.message(`Trap ${index}:`)
    await expect(message.locator('.txt')).toHaveText(`Trap ${index}: ${trap}`)
    const hrefs = await message
      .getByRole('link')
      .evaluateAll(found => found.map(link => link.getAttribute('href')))
    // An address inside of a trap may be one, if it is what it seems.
    for (const href of hrefs) expect(href, trap).toMatch(/^https:\/\/(mantua\.example\/|verona\.example\/1)$/)
    await expect(message.locator('img, script, iframe')).toHaveCount(0)
  }
  await expect(page).toHaveTitle('Juliet · Whereabouts')
})

test('His other devices: what they say and hear is here too, once', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const phone = await actors.connect(romeo, 'phone')
  phone.sendPresence()
  await phone.request('set', "<enable xmlns='urn:xmpp:carbons:2'/>")
  const { client, talk } = await scene(page, actors, romeo, juliet)

  phone.sendMessage(juliet.jid, 'From my phone')
  await expect(talk.message('From my phone')).toHaveAttribute('data-direction', 'out')
  await expect(talk.message('From my phone')).not.toHaveAttribute('data-delivery', 'pending')
  client.sendMessage(phone.jid, 'To thy phone')
  await expect(talk.message('To thy phone')).toHaveAttribute('data-direction', 'in')
  await talk.send('From my desk')
  await phone.waitFor(/<sent xmlns=.urn:xmpp:carbons:2.*From my desk/)
  client.sendMessage(romeo.jid, 'To both')
  await expect(talk.message('To both')).toHaveCount(1)
  await expect(talk.messages).toHaveCount(4)
})

test('A carbon that somebody else wrote is nothing', async ({ page, actors, romeo, juliet }) => {
  const { client, talk } = await scene(page, actors, romeo, juliet)
  const inner = `<message xmlns='jabber:client' type='chat' from='${romeo.jid}/x' to='${juliet.jid}'><body>I hate you</body></message>`
  const forged = (kind: string) =>
    `<${kind} xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></${kind}>`
  for (const kind of ['sent', 'received'])
    client.send(`<message xmlns='jabber:client' to='${romeo.jid}' type='chat'>${forged(kind)}</message>`)
  client.sendMessage(romeo.jid, 'canary')
  await expect(talk.message('canary')).toBeVisible()
  await expect(talk.messages).toHaveCount(1)
})

test('That he writes is told to those who may see him, and to nobody else', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const wire = tapWire(page)
  const paris = await actors.account('Paris')
  await actors.roster(romeo, [
    { jid: juliet.jid, name: 'Juliet' },
    { jid: paris.jid, name: 'Paris', subscription: 'to' },
  ])
  const rival = await actors.connect(paris)
  rival.sendPresence()
  const { client, talk } = await scene(page, actors, romeo, juliet)
  await talk.textbox.pressSequentially('O')
  await client.waitFor(/<composing/)
  await talk.textbox.fill('')
  await client.waitFor(/<active/)
  await talk.send('speak again')
  const said = await client.waitFor(/speak again/)
  expect(said.getChild('active', CHAT_STATES)).toBeTruthy()

  await contacts(page).open('Paris')
  const other = conversation(page, 'Paris')
  await other.textbox.pressSequentially('Tempt not a desperate man')
  await other.textbox.fill('')
  await other.send('Good gentle youth')
  const heard = await rival.waitFor(/Good gentle youth/)
  expect(String(heard)).not.toContain(CHAT_STATES)
  await wire.expectSent(/Good gentle youth/)
  const sent = wire.sent().filter(frame => frame.includes(paris.jid))
  expect(sent.filter(frame => frame.startsWith('<message'))).toHaveLength(1)
  expect(sent.join()).not.toContain('chatstates')
})

test('Tybalt, whom he does not know, writes: counted, answered and blocked', async ({
  page,
  actors,
  romeo,
}) => {
  const tybalt = await actors.account('Tybalt')
  const stranger = await actors.connect(tybalt)
  stranger.sendPresence()
  await actors.signIn(page, romeo)
  stranger.sendMessage(romeo.jid, 'Thou art a villain')
  await expect(page).toHaveTitle(/^\(1\) /)
  await page.goto(`${actors.stage.site}#/chat/${encodeURIComponent(tybalt.jid)}`)
  const talk = conversation(page, tybalt.jid)
  await expect(talk.message('Thou art a villain')).toBeVisible()
  const region = page.getByRole('region', { name: 'Not a contact' })
  await expect(region.getByRole('button', { name: 'Add contact' })).toBeVisible()
  await talk.send('I see thou know’st me not')
  await stranger.waitFor(/I see thou know’st me not/)

  await region.getByRole('button', { name: 'Block' }).click()
  const question = page.getByRole('alertdialog', { name: `Block ${tybalt.jid}?` })
  await question.getByRole('button', { name: 'Block' }).click()
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('is blocked')
  const id = stranger.sendMessage(romeo.jid, 'Turn and draw')
  await stranger.waitFor(element => element.attrs['id'] === id && element.attrs['type'] === 'error')
  await expect(talk.messages).toHaveCount(2)
})

test('A stranger’s message can be found from the list', async ({ page, actors, romeo }) => {
  const tybalt = await actors.account('Tybalt')
  const stranger = await actors.connect(tybalt)
  await actors.signIn(page, romeo)
  stranger.sendMessage(romeo.jid, 'Thou art a villain')
  await expect(page).toHaveTitle(/^\(1\) /)
  await contacts(page).row(tybalt.jid).click({ timeout: 2000 })
  await expect(conversation(page, tybalt.jid).message('Thou art a villain')).toBeVisible()
})

test('What cannot be delivered says why, and can be sent again or deleted', async ({
  page,
  actors,
  romeo,
}) => {
  const ghost = `ghost-${romeo.jid}`
  await actors.roster(romeo, [{ jid: ghost, name: 'Ghost' }])
  await actors.signIn(page, romeo)
  await contacts(page).open('Ghost')
  const talk = conversation(page, 'Ghost')
  await talk.send('Art thou there?')
  const message = talk.message('Art thou there?')
  await expect(message).toHaveAttribute('data-delivery', 'failed')
  await expect(message).toHaveAttribute('data-error', 'service-unavailable')
  await expect(message).toContainText('Not delivered: test.example could not deliver it')
  const before = await message.getAttribute('data-message-id')
  await message.getByRole('button', { name: 'Send again' }).click()
  await expect(message).not.toHaveAttribute('data-message-id', before ?? '')
  await expect(message).toHaveAttribute('data-delivery', 'failed')
  await page.reload()
  await expect(message).toHaveAttribute('data-delivery', 'failed')
  await message.getByRole('button', { name: 'Delete' }).click()
  await expect(message).toHaveCount(0)
  await page.reload()
  await expect(talk.textbox).toBeVisible()
  await expect(message).toHaveCount(0)
})

/** Juliet is there, Romeo signs in and opens their conversation. */
async function scene(page: Page, actors: Actors, romeo: Account, juliet: Account, serverUrl?: string) {
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo, serverUrl === undefined ? {} : { serverUrl })
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  await expect(talk.textbox).toBeVisible()
  return { client, talk, row: contacts(page).row('Juliet') }
}
