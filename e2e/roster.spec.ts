import type { Page } from '@playwright/test'
import { startCrowd } from './server/crowd.mjs'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { account, contacts, conversation, details } from './support/pages.ts'
import type { RawClient } from './support/raw-client.mjs'
import { tapWire } from './support/tap.ts'

test('Verona by groups: the most reachable first, counted, folded, filtered and searched', async ({
  page,
  actors,
}) => {
  const { romeo } = await verona(actors)
  await actors.signIn(page, romeo)
  const { group, toggle, row, filter, search, rows, region } = contacts(page)

  await expect(group('Verona')).toHaveAccessibleName('Verona, 3 of 7 here')
  await expect(group('Mantua')).toHaveAccessibleName('Mantua, 1 of 2 here')
  await expect(group('Contacts')).toHaveAccessibleName('Contacts, 0 of 1 here')
  await expect
    .poll(() => namesIn(page, 'Verona'))
    .toEqual(['Balthasar', 'Benvolio', 'Mercutio', 'Juliet', 'Tybalt', 'Paris', 'Nurse'])
  expect(await namesIn(page, 'Mantua')).toEqual(['Balthasar', 'Apothecary'])

  await toggle('Mantua')
  await expect(group('Mantua')).toHaveAttribute('aria-expanded', 'false')
  await expect(row('Apothecary')).toHaveCount(0)
  await toggle('Mantua')
  await expect(row('Apothecary')).toBeVisible()

  await expect(filter('Everyone')).toHaveAccessibleName('Everyone, 9')
  await expect(filter('Here now')).toHaveAccessibleName('Here now, 3')
  await expect(filter('Idle or away')).toHaveAccessibleName('Idle or away, 3')
  await filter('Here now').click()
  await expect.poll(() => namesIn(page, 'Verona')).toEqual(['Balthasar', 'Benvolio', 'Mercutio'])
  await filter('Idle or away').click()
  await expect.poll(() => namesIn(page, 'Verona')).toEqual(['Juliet', 'Tybalt', 'Paris'])
  await filter('Unread').click()
  await expect(rows).toHaveCount(0)
  await expect(region.getByText('No unread messages')).toBeVisible()
  await filter('Everyone').click()

  await search.fill('tyb')
  await expect(rows).toHaveCount(1)
  await expect(row('Tybalt')).toBeVisible()
  await search.fill('plague on both')
  await expect(row('Mercutio')).toBeVisible()
  await search.fill('Rosaline')
  await expect(region.getByRole('status').filter({ hasText: 'No match for “Rosaline”' })).toBeVisible()
  await region.getByRole('button', { name: 'Add contact' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add contact' })
  await expect(dialog.getByRole('textbox', { name: 'XMPP address' })).toHaveValue('Rosaline')
  await page.keyboard.press('Escape')
  await search.press('Escape')
  await expect(search).toHaveValue('')
  await expect(row('Benvolio')).toBeVisible()
})

test('Nothing but the keyboard', async ({ page, actors }) => {
  const { romeo } = await verona(actors)
  await actors.signIn(page, romeo)
  const { group, row, search } = contacts(page)
  await expect
    .poll(() => namesIn(page, 'Verona'))
    .toEqual(['Balthasar', 'Benvolio', 'Mercutio', 'Juliet', 'Tybalt', 'Paris', 'Nurse'])

  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[role=tree] :focus')).toHaveCount(1)
  await page.keyboard.press('Home')
  await expect(group('Mantua')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(group('Mantua')).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowDown')
  await expect(group('Verona')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(row('Balthasar')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row('Benvolio')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(group('Verona')).toBeFocused()
  await page.keyboard.press('End')
  await expect(row('Friar Laurence')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(group('Contacts')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(group('Mantua')).toBeFocused()
  await page.keyboard.type('pa')
  await expect(row('Paris')).toBeFocused()
  // One stop for Tab, and it is where the arrows went.
  await expect(page.locator('[role=tree] [tabindex="0"]')).toHaveCount(1)

  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Message Paris' })).toBeFocused()
  await expect(row('Paris')).toHaveAttribute('aria-selected', 'true')

  await row('Nurse').focus()
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Nurse' })).toBeVisible()
  await expect(details(page).panel).toBeVisible()

  await row('Tybalt').focus()
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem')).toHaveText([
    'Open',
    'Contact details',
    'Tell me when Tybalt is back',
    'Mute notifications',
    'Rename or move to group',
    'Block',
    'Remove contact',
  ])
  await page.keyboard.press('Escape')
  await expect(row('Tybalt')).toBeFocused()
})

test('Romeo adds Juliet, who lets him see her', async ({ page, actors }) => {
  const [romeo, juliet] = await strangers(actors)
  const client = await withRoster(actors, juliet)
  client.sendPresence()
  await open(page, actors, romeo)
  await expect(page.getByText('No contacts yet.')).toBeVisible()

  const dialog = await addContact(page)
  const address = dialog.getByRole('textbox', { name: 'XMPP address' })
  await address.fill('Juliet Capulet')
  await dialog.getByRole('button', { name: 'Send request' }).click()
  await expect(address).toBeFocused()
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await address.fill(romeo.jid)
  await dialog.getByRole('button', { name: 'Send request' }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'This is your own address.' })).toBeAttached()

  await address.fill(juliet.jid)
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Juliet')
  await dialog.getByRole('combobox', { name: 'Group' }).fill('Balcony')
  await dialog.getByRole('button', { name: 'Send request' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('Request sent')

  await client.waitFor(asks('subscribe', romeo))
  const { group, row } = contacts(page)
  await expect(group('Balcony')).toHaveAccessibleName('Balcony, 0 of 1 here')
  await expect(row('Juliet')).toHaveAttribute('data-subscription', 'pending-out')
  await expect(row('Juliet')).toHaveAccessibleDescription('Waiting for approval')

  client.sendPresence({ to: romeo.jid, type: 'subscribed' })
  await expect(row('Juliet')).toHaveAttribute('data-presence', 'available')
  await expect(row('Juliet')).toHaveAttribute('data-subscription', 'to')
  // He let her see him beforehand: her own request is answered by his server.
  client.sendPresence({ to: romeo.jid, type: 'subscribe' })
  await client.waitFor(asks('subscribed', romeo))
  await expect(row('Juliet')).toHaveAttribute('data-subscription', 'both')
})

test('Juliet asks: Romeo declines, then approves', async ({ page, actors }) => {
  const [romeo, juliet] = await strangers(actors)
  const client = await withRoster(actors, juliet)
  client.sendPresence()
  await open(page, actors, romeo)
  const { requests, row, approve, decline } = contacts(page)

  client.sendPresence({ to: romeo.jid, type: 'subscribe', extra: '<status>It is the east</status>' })
  const request = requests.locator(`[data-jid="${juliet.jid}"][data-subscription="pending-in"]`)
  await expect(request).toContainText('It is the east')
  await decline(juliet.jid).click()
  await client.waitFor(asks('unsubscribed', romeo))
  await expect(requests).toHaveCount(0)

  const mark = client.mark()
  client.sendPresence({ to: romeo.jid, type: 'subscribe' })
  await approve(juliet.jid).click()
  await client.waitFor(asks('subscribed', romeo), { after: mark })
  await client.waitFor(asks('subscribe', romeo), { after: mark })
  await expect(requests).toHaveCount(0)
  await expect(row(juliet.jid)).toHaveAttribute('data-subscription', 'pending-out')
  client.sendPresence({ to: romeo.jid, type: 'subscribed' })
  await expect(row(juliet.jid)).toHaveAttribute('data-subscription', 'both')
})

test('A request survives a reload', async ({ page, actors }) => {
  const [romeo, juliet] = await strangers(actors)
  const client = await actors.connect(juliet)
  await open(page, actors, romeo)
  client.sendPresence({ to: romeo.jid, type: 'subscribe' })
  await expect(contacts(page).approve(juliet.jid)).toBeVisible()
  await page.reload()
  await expect(contacts(page).approve(juliet.jid)).toBeVisible()
})

test('Juliet is renamed, moved, and his other device knows; then she is removed', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const phone = await withRoster(actors, romeo)
  const client = await withRoster(actors, juliet)
  client.sendPresence()
  await actors.signIn(page, romeo)
  const { menu, group, row } = contacts(page)

  await (await menu('Juliet')).getByRole('menuitem', { name: 'Rename or move to group' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rename or move to group' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lady Capulet’s daughter')
  await dialog.getByRole('combobox', { name: 'Group' }).fill('Balcony')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(group('Balcony')).toBeVisible()
  await expect(group('Verona')).toHaveCount(0)
  await expect(row('Lady Capulet’s daughter')).toHaveAttribute('data-jid', juliet.jid)
  await phone.waitFor(/jabber:iq:roster(?=.*Lady Capulet’s daughter)(?=.*<group>Balcony)/)

  await (await menu('Lady')).getByRole('menuitem', { name: 'Remove contact' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove Lady Capulet’s daughter?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await question.getByRole('button', { name: 'Remove' }).click()
  await client.waitFor(asks('unsubscribed', romeo))
  await expect(row('Lady')).toHaveCount(0)
  await expect(page.getByText('No contacts yet.')).toBeVisible()
})

test('Whoever is removed while they talk is not here any more, and neither is a stranger', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  await expect(talk.presence).toHaveAttribute('data-presence', 'available')
  await page.getByRole('button', { name: 'Contact details' }).click()
  await expect(details(page).devices).toHaveCount(1)
  await details(page).panel.getByRole('button', { name: 'Remove contact' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  const stranger = conversation(page, juliet.jid)
  await expect(stranger.presence).toContainText('Not sharing presence')
  await expect(stranger.presence).not.toHaveAttribute('data-presence')
  await expect(details(page).devices).toHaveCount(0)
  await expect(page.getByText('is here')).toHaveCount(0)
})

test('What his other device changes shows at once', async ({ page, actors, romeo, juliet }) => {
  const phone = await withRoster(actors, romeo)
  await actors.signIn(page, romeo)
  const set = (item: string) => phone.request('set', `<query xmlns='jabber:iq:roster'>${item}</query>`)
  await expect(contacts(page).row('Juliet')).toBeVisible()
  await set(`<item jid='${juliet.jid}' name='The sun'><group>East</group></item>`)
  await expect(contacts(page).row('The sun')).toHaveAttribute('data-jid', juliet.jid)
  await expect(contacts(page).group('East')).toBeVisible()
  await set(`<item jid='nurse@test.example' name='Nurse'/>`)
  await expect(contacts(page).row('Nurse')).toHaveAttribute('data-subscription', 'none')
  await set(`<item jid='${juliet.jid}' subscription='remove'/>`)
  await expect(contacts(page).row('The sun')).toHaveCount(0)
})

test('A roster push from anybody else is refused', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo)
  const { from } = (await client.waitFor(element => isFrom(element, romeo))).attrs
  const forged = `<query xmlns='jabber:iq:roster'><item jid='tybalt@test.example' subscription='both'/></query>`
  const answer = await client.request('set', forged, from)
  expect(answer.attrs['type']).toBe('error')
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'available')
  await expect(contacts(page).rows).toHaveCount(1)
})

test('Juliet is blocked and unblocked', async ({ page, actors, romeo, juliet }) => {
  const wire = tapWire(page)
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo)
  await client.waitFor(element => isFrom(element, romeo))
  const { menu, row } = contacts(page)

  await (await menu('Juliet')).getByRole('menuitem', { name: 'Block' }).click()
  const question = page.getByRole('alertdialog', { name: 'Block Juliet?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await question.getByRole('button', { name: 'Block' }).click()
  await wire.expectSent(new RegExp(`<block xmlns="urn:xmpp:blocking"><item jid="${juliet.jid}"/>`))
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('Juliet is blocked')
  await client.waitFor(element => isFrom(element, romeo, 'unavailable'))

  await page.getByRole('banner', { name: 'Your account' }).getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Blocked' }).click()
  await expect(settings.locator(`li[data-jid="${juliet.jid}"]`)).toBeVisible()
  await settings.getByRole('button', { name: 'Close settings' }).click()

  const mark = client.mark()
  await (await menu('Juliet')).getByRole('menuitem', { name: 'Unblock' }).click()
  await wire.expectSent(/<unblock xmlns="urn:xmpp:blocking"/)
  await client.waitFor(element => isFrom(element, romeo), { after: mark })
  await expect(row('Juliet')).toBeVisible()
})

test('Two thousand contacts: only those in sight are in the page, and the last one can be reached', async ({
  page,
  actors,
}) => {
  const romeo = await actors.account('Romeo')
  const crowd = await startCrowd({ port: actors.stage.componentPort, secret: 'crowd', size: 2000 })
  await actors.roster(
    romeo,
    crowd.rosterItems(() => ['Bots']),
  )
  await actors.signIn(page, romeo)
  const { rows, region, group, search, row, filter } = contacts(page)
  await expect(filter('Everyone')).toHaveAccessibleName('Everyone, 2000')
  await expect(rows.first()).toHaveAttribute('aria-setsize', '2000')
  // Nobody is left without an answer.
  await expect(group('Bots')).toHaveAccessibleName(/^Bots, [1-9]\d+ of 2000 here$/)
  expect(await rows.count()).toBeLessThanOrEqual(100)

  await region.evaluate(list => {
    list.scrollTop = list.scrollHeight
  })
  await expect(region.locator('[aria-posinset="2000"][data-jid]')).toBeInViewport()
  expect(await rows.count()).toBeLessThanOrEqual(100)
  await group('Bots').focus()
  await page.keyboard.press('Home')
  await expect(group('Bots')).toBeInViewport()
  await page.keyboard.press('End')
  await expect(region.locator('[aria-posinset="2000"][data-jid]')).toBeFocused()
  expect(await rows.count()).toBeLessThanOrEqual(100)

  await search.fill('Bot 01999')
  await expect(row('Bot 01999')).toBeVisible()
  await expect(rows).toHaveCount(1)
  await crowd.stop()
})

/** Romeo's world: seven in Verona, two in Mantua, of whom one is in both, and one in no group. */
async function verona(actors: Actors) {
  const romeo = await actors.account('Romeo')
  const cast = {
    Benvolio: {},
    Mercutio: { show: 'dnd', status: 'A plague on both your houses' },
    Juliet: { idleSince: new Date(Date.now() - 5 * 60_000) },
    Tybalt: { show: 'away' },
    Paris: { show: 'xa' },
    Nurse: undefined,
    Balthasar: { show: 'chat' },
    Apothecary: undefined,
    'Friar Laurence': undefined,
  } as const
  const groups: Record<string, string[]> = {
    Balthasar: ['Verona', 'Mantua'],
    Apothecary: ['Mantua'],
    'Friar Laurence': [],
  }
  const items = []
  for (const [name, presence] of Object.entries(cast)) {
    const contact = await actors.account(name)
    items.push({ jid: contact.jid, name, groups: groups[name] ?? ['Verona'] })
    await actors.roster(contact, [{ jid: romeo.jid }])
    if (presence) (await actors.connect(contact)).sendPresence(presence)
  }
  await actors.roster(romeo, items)
  return { romeo }
}

async function strangers(actors: Actors): Promise<[Account, Account]> {
  return [await actors.account('Romeo'), await actors.account('Juliet')]
}

/** Signs in somebody whose list is empty, so that there is no tree to wait for. */
async function open(page: Page, actors: Actors, who: Account) {
  await actors.roster(who, [])
  await actors.signIn(page, who, { emptyList: true })
}

async function addContact(page: Page) {
  await account(page).add.click()
  await page.getByRole('menuitem', { name: 'Add contact' }).click()
  return page.getByRole('dialog', { name: 'Add contact' })
}

/** Another device of his, which asks for the roster and so gets its changes. */
async function withRoster(actors: Actors, owner: Account): Promise<RawClient> {
  const client = await actors.connect(owner, 'phone')
  await client.request('get', `<query xmlns='jabber:iq:roster'/>`)
  return client
}

/** The names of a group's rows, as they stand on the screen. */
function namesIn(page: Page, group: string): Promise<string[]> {
  return contacts(page)
    .group(group)
    .locator('[data-jid]')
    .evaluateAll(rows =>
      rows
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map(row => row.getAttribute('aria-label') ?? ''),
    )
}

type Stanza = Parameters<Parameters<RawClient['on']>[0]>[0]

const asks = (type: string, who: Account) => (element: Stanza) =>
  element.is('presence') && element.attrs['type'] === type && element.attrs['from']?.startsWith(who.jid)

const isFrom = (element: Stanza, who: Account, type?: string) =>
  element.is('presence') && element.attrs['from']?.startsWith(`${who.jid}/`) && element.attrs['type'] === type
