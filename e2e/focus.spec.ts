import type { Locator, Page } from '@playwright/test'
import { type Actors, expect, test } from './support/actors.ts'
import { account, contacts, conversation, details, signInForm } from './support/pages.ts'

const PHONE = { width: 390, height: 844 }

test('What takes its own button away leaves the focus nearby', async ({ page, actors, romeo, juliet }) => {
  const { nurse } = await withNurse(actors, romeo, juliet)
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  await conversation(page, 'Juliet').details.click()
  const { panel } = details(page)
  const stop = panel.getByRole('button', { name: 'Stop sharing my presence' })
  await stop.focus()
  await page.keyboard.press('Enter')
  await expect(stop).toHaveCount(0)
  await expect(panel.getByRole('heading', { name: 'Sharing' })).toBeFocused()

  await remove(page, panel, 'Juliet')
  await expect(contacts(page).row('Juliet')).toHaveCount(0)
  await expect(contacts(page).row('Nurse')).toBeFocused()

  // By the shortcut, and the last one: what is left of the list.
  await page.keyboard.press('Enter')
  await expect(conversation(page, nurse.name).textbox).toBeFocused()
  await remove(page, panel, 'Nurse')
  await expect(contacts(page).row('Nurse')).toHaveCount(0)
  await expect(contacts(page).region).toBeFocused()
})

test('On a phone the focus goes along with the screens', async ({ page, actors, romeo, juliet }) => {
  await withNurse(actors, romeo, juliet)
  await page.setViewportSize(PHONE)
  await actors.signIn(page, romeo)
  await expect(page).toHaveTitle('People · Whereabouts')
  await contacts(page).open('Nurse')
  const talk = conversation(page, 'Nurse')
  await expect(talk.heading).toBeFocused()
  await expect(page).toHaveTitle('Nurse · Whereabouts')

  await talk.details.click()
  const { panel, close } = details(page)
  await expect(panel.getByRole('heading', { name: 'Details' })).toBeFocused()
  await close.click()
  await expect(talk.details).toBeFocused()

  await page.getByRole('button', { name: 'Back to contacts' }).click()
  await expect(contacts(page).row('Nurse')).toBeFocused()
  await contacts(page).open('Juliet')
  await expect(conversation(page, 'Juliet').heading).toBeFocused()
  await page.goBack()
  await expect(contacts(page).row('Juliet')).toBeFocused()

  await contacts(page).open('Nurse')
  await talk.details.click()
  await remove(page, panel, 'Nurse')
  await expect(panel.getByRole('heading', { name: 'Details' })).toBeFocused()
})

test('Esc closes the details where they lie over the conversation', async ({ page, actors, romeo }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  const { panel, close } = details(page)
  await talk.details.focus()
  await page.keyboard.press('Enter')
  await close.focus()
  // The latest layer first.
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await account(page).settings.click()
  await expect(settings).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(settings).toHaveCount(0)
  await expect(panel).toBeVisible()
  await close.focus()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(talk.details).toBeFocused()

  // Beside the conversation it is no layer.
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeVisible()
})

test('A new state of whom one writes to is spoken, a longer one is not', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const client = await actors.connect(juliet)
  client.sendPresence({})
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const { presence } = conversation(page, 'Juliet')
  const spoken = presence.getByRole('status')
  await expect(presence).toHaveAttribute('data-presence', 'available')
  await expect(spoken).toBeEmpty()
  client.sendPresence({ show: 'away' })
  await expect(spoken).toHaveText('Juliet: Away')
  client.sendPresence({ show: 'away', status: 'Gone to the friar' })
  await expect(presence).toContainText('Gone to the friar')
  await expect(spoken).toHaveText('Juliet: Away')
  client.sendPresence({ idleSince: new Date(Date.now() - 5 * 60_000) })
  await expect(spoken).toHaveText('Juliet: Idle')
})

test('Signed out, nothing tells whom one wrote to', async ({ page, actors, romeo }) => {
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  await expect(page).toHaveTitle('Juliet · Whereabouts')
  await account(page).settings.click()
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(signInForm(page).form).toBeVisible()
  await expect(page).toHaveTitle('Sign in · Whereabouts')
  expect(page.url()).not.toContain('juliet')
  await page.goBack()
  await expect.poll(() => page.url()).not.toContain('juliet')
  await page.goBack()
  await expect.poll(() => page.url()).not.toContain('juliet')
})

test('Dialogs leave heading 1 to the main part', async ({ page, actors, romeo }) => {
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const dialog = page.getByRole('dialog')
  await account(page).settings.click()
  await expect(dialog.getByRole('heading', { level: 2, name: 'Settings' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Sign out' }).click()
  const question = page.getByRole('alertdialog', { name: 'Sign out?' })
  await expect(question.getByRole('heading', { level: 2 })).toBeVisible()
  await expect(page.locator('h1')).toHaveCount(1)
})

test('Settings say why nothing is kept on the device', async ({ page, actors, romeo }) => {
  await actors.signIn(page, romeo, { keepSignedIn: false })
  await account(page).settings.click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings.getByText('Nothing: you chose not to stay signed in')).toBeVisible()
})

async function withNurse(actors: Actors, ...[romeo, juliet]: Awaited<ReturnType<Actors['account']>>[]) {
  if (!romeo || !juliet) throw new Error('Somebody is missing.')
  const nurse = await actors.account('Nurse')
  await actors.befriend(romeo, juliet, nurse)
  return { nurse }
}

async function remove(page: Page, panel: Locator, name: string) {
  await panel.getByRole('button', { name: 'Remove contact' }).click()
  await page
    .getByRole('alertdialog', { name: `Remove ${name}?` })
    .getByRole('button', { name: 'Remove' })
    .click()
}
