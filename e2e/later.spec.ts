import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/actors.ts'
import { account, contacts, conversation, details } from './support/pages.ts'

test('What comes later is there already, cannot be used, and says why', async ({ page, actors, romeo }) => {
  await actors.signIn(page, romeo)
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  await expectLater(page.getByRole('search').getByRole('button', { name: 'Command palette' }))
  await expect(rooms.getByRole('heading', { level: 2, name: 'Rooms' })).toBeVisible()
  await expect(rooms).toContainText('Rooms come with a later version.')
  await expectLater(rooms.getByRole('button', { name: 'Join room' }))
  await expectLater(page.getByRole('main').getByRole('button', { name: 'Set out of office' }))
  await contacts(page).search.fill('jul')
  await expect(page.getByRole('button', { name: 'Command palette' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear search' }).click()

  await contacts(page).open('Juliet')
  await expectLater(page.getByRole('main').getByRole('button', { name: 'Search in conversation' }))
  await expectLater(
    page.getByRole('form', { name: 'Write to Juliet' }).getByRole('button', { name: 'Insert emoji' }),
  )

  const { status, dialog } = account(page)
  await status.click()
  await expectLater(dialog.getByRole('button', { name: 'Set out of office' }))
  await dialog.getByRole('button', { name: 'Change what contacts see' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings.getByRole('tab', { name: 'Presence' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(status).toBeFocused()
  await account(page).settings.click()
  await expect(settings.getByRole('tab', { name: 'Account' })).toHaveAttribute('aria-selected', 'true')
})

test('On a phone everything is large enough for a finger, rooms too', async ({ page, actors, romeo }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await actors.signIn(page, romeo)
  await expectFingerSize(page, 'people')
  const tabs = page.getByRole('navigation', { name: 'Main' })
  await expect(tabs.getByRole('link')).toHaveText(['People', 'Rooms', 'Search', 'Settings'])
  await tabs.getByRole('link', { name: 'Rooms' }).click()
  await expect(tabs.getByRole('link', { name: 'Rooms' })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('main', { name: 'Rooms' })).toContainText('Rooms come with a later version.')
  await expect(page.getByRole('heading', { level: 1, name: 'Rooms' })).toBeVisible()
  await expect(page).toHaveTitle('Rooms · Whereabouts')
  await expectFingerSize(page, 'rooms')
  await tabs.getByRole('link', { name: 'People' }).click()
  await contacts(page).open('Juliet')
  await expect(conversation(page, 'Juliet').textbox).toBeVisible()
  await expectFingerSize(page, 'conversation')
  await conversation(page, 'Juliet').details.click()
  await expect(details(page).panel).toBeVisible()
  await expectFingerSize(page, 'details')
})

async function expectLater(button: Locator) {
  await expect(button).toBeVisible()
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(/later version/)
  await button.click({ force: true })
  await expect(button).toBeVisible()
}

/** DESIGN: 40 pixels; 36 for chips and buttons with words. */
async function expectFingerSize(page: Page, what: string) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], [role=radio], input')]
      .map(element => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 1 && !element.matches('.skip'))
      .filter(({ element, box }) => {
        const hasWords = element.textContent.trim() !== ''
        return box.height < (hasWords ? 36 : 40) || (!hasWords && box.width < 40)
      })
      .map(({ element, box }) => `${element.outerHTML.slice(0, 90)} ${box.width} × ${box.height}`),
  )
  expect(small, what).toEqual([])
}
