import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { account, contacts, conversation, details, signInForm } from './support/pages.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
]
const PHONE = { width: 390, height: 844 }
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const LONG = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4)

test('At every width everything fits, from left to right and from right to left', async ({
  page,
  actors,
}) => {
  const { romeo } = await crowdedStage(actors)
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await page.goto('')
    await expect(signInForm(page).form).toBeVisible()
    await expectNoOverflow(page, 'sign-in')
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  await talk.send(`https://verona.example/${LONG}`)
  await talk.send(LONG)
  await expect(talk.message(LONG).first()).toBeVisible()
  const chat = page.url()
  const places = {
    'main window': actors.stage.site,
    conversation: chat,
    details: `${chat}?details`,
    settings: `${actors.stage.site}#/?settings`,
  }
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate(dir => document.documentElement.setAttribute('dir', dir), direction)
    for (const [name, url] of Object.entries(places)) {
      await page.evaluate(to => location.replace(to), url.replace(/^[^#]*#?/, '#'))
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await expect(page.locator('main, [role=dialog]').first()).toBeVisible()
        await expectNoOverflow(page, `${name}, ${direction}`)
      }
    }
  }
})

test('On a phone there is one screen at a time, with tabs and a way back', async ({
  page,
  actors,
  romeo,
}) => {
  await page.setViewportSize(PHONE)
  await actors.signIn(page, romeo)
  const tabs = page.getByRole('navigation', { name: 'Main' })
  const { row, search, tree } = contacts(page)
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: 'People' })).toBeAttached()
  await expect(tabs.getByRole('link', { name: 'People' })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('textbox', { name: /^Message/ })).toHaveCount(0)

  await row('Juliet')
    .tap()
    .catch(() => row('Juliet').click())
  const talk = conversation(page, 'Juliet')
  await expect(talk.heading).toBeFocused()
  await expect(talk.textbox).toBeVisible()
  await expect(tree).toHaveCount(0)
  await expect(tabs).toHaveCount(0)
  await talk.details.click()
  await expect(details(page).panel).toBeVisible()
  await expect(talk.textbox).toHaveCount(0)
  await details(page).close.click()
  await expect(talk.textbox).toBeVisible()
  await page.getByRole('button', { name: 'Back to contacts' }).click()
  await expect(row('Juliet')).toBeVisible()

  await row('Juliet').click()
  await expect(talk.textbox).toBeVisible()
  await page.goBack()
  await expect(row('Juliet')).toBeVisible()

  await tabs.getByRole('link', { name: 'Search' }).click()
  await expect(search).toBeFocused()
  await expect(tabs.getByRole('link', { name: 'Search' })).toHaveAttribute('aria-current', 'page')
  await tabs.getByRole('link', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings).toBeVisible()
  await page.goBack()
  await expect(settings).toHaveCount(0)
  for (const link of await tabs.getByRole('link').all()) {
    const box = await link.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40)
  }
})

for (const theme of ['light', 'dark'] as const) {
  test(`Everybody can use it: axe finds nothing, ${theme}`, async ({ page, actors }) => {
    test.slow()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    // Darkness changes colours and nothing else.
    const colours = theme === 'dark'
    const clean = (what: string, within = 'html') => expectNoViolations(page, what, { within, colours })
    const { romeo, juliet } = await crowdedStage(actors)
    await page.goto('')
    await signInForm(page).submit.click()
    await expect(signInForm(page).failure).toBeVisible()
    await clean('sign-in with a failure')

    await actors.signIn(page, romeo)
    await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'available')
    await expect(contacts(page).requests).toBeVisible()
    await clean('main window')

    await contacts(page).open('Juliet')
    const talk = conversation(page, 'Juliet')
    juliet.sendMessage(romeo.jid, 'Wilt thou be gone? https://verona.example/')
    await talk.send('I must be gone and live')
    await expect(talk.message('must be gone and live')).toHaveAttribute('data-delivery', 'sent')
    await talk.details.click()
    await expect(details(page).panel).toBeVisible()
    await clean('conversation and details', 'main')

    await account(page).add.click()
    await expect(page.getByRole('menu')).toBeVisible()
    await clean('menu', '[role=menu]')
    await page.getByRole('menuitem', { name: 'Add contact' }).click()
    await expect(page.getByRole('dialog', { name: 'Add contact' })).toBeVisible()
    await clean('add contact', '[role=dialog]')
    await page.keyboard.press('Escape')
    await account(page).status.click()
    await expect(account(page).dialog).toBeVisible()
    await clean('your status', '[role=dialog]')
    await page.keyboard.press('Escape')
    await account(page).settings.click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    const tabs = settings.getByRole('tab')
    await expect(tabs).toHaveText(['Account', 'Presence', 'Blocked', 'Appearance', 'Keyboard'])
    for (const tab of await tabs.all()) {
      await tab.click()
      await clean(`settings, ${await tab.textContent()}`, '[role=dialog]')
    }
    await page.keyboard.press('Escape')
    await expect(settings).toHaveCount(0)

    await page.setViewportSize(PHONE)
    await details(page).close.click()
    await expect(talk.textbox).toBeVisible()
    await clean('conversation on a phone')
    await page.getByRole('button', { name: 'Back to contacts' }).click()
    await expect(contacts(page).tree).toBeVisible()
    await clean('contacts on a phone')
  })
}

test('The theme follows the system until one is chosen, and the choice stays', async ({
  page,
  actors,
  romeo,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await actors.signIn(page, romeo)
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const dark = await paper()
  await account(page).settings.click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Appearance' }).click()
  await settings.getByRole('radio', { name: 'Light' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  expect(await paper()).not.toBe(dark)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await settings.getByRole('tab', { name: 'Appearance' }).click()
  await settings.getByRole('radio', { name: 'Match system' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  await expect.poll(paper).toBe(dark)
})

test('The focus goes where one looks for it, and comes back', async ({ page, actors, romeo }) => {
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  await expect(talk.textbox).toBeFocused()
  await page.reload()
  await expect(talk.textbox).toBeVisible()
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
  })
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to conversation' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(talk.textbox).toBeFocused()

  const { add, settings, status, dialog } = account(page)
  await add.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Add contact' })).toBeFocused()
  await page.keyboard.press('Enter')
  const adding = page.getByRole('dialog', { name: 'Add contact' })
  await expect(adding).toHaveAttribute('aria-modal', 'true')
  await expect(adding.getByRole('textbox', { name: 'XMPP address' })).toBeFocused()
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab')
    expect(await adding.evaluate(box => box.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(adding).toHaveCount(0)
  await expect(add).toBeFocused()

  await settings.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toHaveCount(0)
  await expect(settings).toBeFocused()

  await status.focus()
  await page.keyboard.press('Enter')
  await expect(dialog).not.toHaveAttribute('aria-modal')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(status).toBeFocused()

  // Round the window: contacts, log, composer.
  await talk.textbox.focus()
  await page.keyboard.press('F6')
  await expect(contacts(page).tree.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(talk.log).toBeFocused()
  await page.keyboard.press('F6')
  await expect(talk.textbox).toBeFocused()
  await page.keyboard.press('Control+.')
  await expect(details(page).panel).toBeVisible()
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
})

/** People in every state, with long names and words, and one who asks. */
async function crowdedStage(actors: Actors) {
  const romeo = await actors.account('Romeo')
  const cast: Record<string, Parameters<Awaited<ReturnType<Actors['connect']>>['sendPresence']>[0]> = {
    Juliet: { status: 'On the balcony' },
    Mercutio: { show: 'dnd', status: LONG },
    [`Balthasar ${LONG}`]: { show: 'away' },
    Tybalt: { show: 'xa', idleSince: '2025-01-01T00:00:00Z' },
    Benvolio: { show: 'chat' },
    Paris: { idleSince: new Date(Date.now() - 12 * 60_000) },
  }
  const items = []
  let juliet: Awaited<ReturnType<Actors['connect']>> | undefined
  for (const [name, presence] of Object.entries(cast)) {
    const contact: Account = await actors.account(name.slice(0, 9))
    items.push({ jid: contact.jid, name, groups: [name.length > 9 ? `House of ${LONG}` : 'Verona'] })
    await actors.roster(contact, [{ jid: romeo.jid }])
    const client = await actors.connect(contact)
    client.sendPresence(presence)
    juliet ??= client
  }
  if (!juliet) throw new Error('Juliet is missing.')
  const nurse = await actors.account('Nurse')
  await actors.roster(romeo, items, [nurse.jid])
  return { romeo, juliet }
}

async function expectNoOverflow(page: Page, what: string) {
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible'
    const isClipped = (element: Element | null): boolean =>
      element !== null && element !== document.body && (clips(element) || isClipped(element.parentElement))
    const wide = [...document.querySelectorAll('body *')].filter(element => {
      const { left, right, width } = element.getBoundingClientRect()
      const isOut = width > 1 && (left < -1 || right > clientWidth + 1)
      const isBar = /auto|scroll/.test(getComputedStyle(element).overflowX)
      return (
        (isOut && !element.matches('.sr, .skip') && !isClipped(element.parentElement)) ||
        (isBar && element.scrollWidth > element.clientWidth + 1)
      )
    })
    return {
      scrollWidth,
      clientWidth,
      wide: wide.slice(0, 3).map(element => element.outerHTML.slice(0, 160)),
    }
  })
  const { width = 0 } = page.viewportSize() ?? {}
  expect(found, `${what} at ${width}`).toEqual({ scrollWidth: width, clientWidth: width, wide: [] })
}

/** `within`: the layer in question, when the rest has been looked at. */
async function expectNoViolations(page: Page, what: string, { within = 'html', colours = false } = {}) {
  // Without frames there is nothing to put together in a page of its own.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .include(within)
    .options({ resultTypes: ['violations'] })
  const { violations } = await (colours ? axe.withRules(['color-contrast']) : axe.withTags(WCAG)).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
  expect(found, what).toEqual([])
}
