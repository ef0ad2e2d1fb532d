import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { startFaultyLine } from './support/faults.mjs'
import { contacts, conversation } from './support/pages.ts'
import type { PresenceOptions, RawClient } from './support/raw-client.mjs'

const MINUTE = 60_000
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('Everybody stands where they were last there, most reachable first, and is a way to talk', async ({
  page,
  actors,
}) => {
  await page.clock.install()
  const { romeo, benvolio } = await verona(actors)
  await actors.signIn(page, romeo)
  const { lane, button, names, label } = timeline(page)
  await expect
    .poll(names)
    .toEqual(['Benvolio', 'Mercutio', 'Juliet', 'Rosaline', 'Tybalt', 'Paris', 'Nurse', 'Friar Laurence'])
  await expect(page.getByRole('main', { name: 'Who is around' })).toContainText(
    '2 of your 8 contacts are here now.',
  )

  for (const [name, description, words] of [
    ['Benvolio', 'Available', 'Here now'],
    ['Mercutio', 'Do not disturb, A plague on both your houses', 'Do not disturb'],
    ['Juliet', 'Idle 12 min', 'Idle 12 min'],
    ['Tybalt', 'Away 48 min', 'Away 48 min'],
    ['Friar Laurence', 'Waiting for approval', 'Waiting for approval'],
  ] as const) {
    await expect(button(name)).toHaveAccessibleDescription(description)
    await expect(contacts(page).row(name)).toHaveAccessibleDescription(description)
    await expect(label(name)).toHaveText(words)
  }
  await expect(label('Paris')).toHaveText(/^Since /)
  await expect(label('Nurse')).toHaveText(/^Seen /)
  // Lines lead to now from whoever is connected and not active.
  const bars = (name: string) => lane(name).locator('.bar')
  await expect(bars('Juliet')).toHaveCount(1)
  await expect(bars('Benvolio')).toHaveCount(0)
  await expect(bars('Nurse')).toHaveCount(0)

  // Time goes on, and so does her mark; by the one clock.
  const before = await placeOfMark(page, 'Juliet')
  await page.clock.runFor(MINUTE)
  await expect(label('Juliet')).toHaveText('Idle 13 min')
  expect(await placeOfMark(page, 'Juliet')).toBeLessThan(before)

  // Nobody changes places under the pointer.
  await button('Juliet').hover()
  await benvolio.close()
  await expect(button('Benvolio')).toHaveAccessibleDescription(/^Offline/)
  expect((await names())[0]).toBe('Benvolio')
  await page.mouse.move(0, 0)
  await expect.poll(async () => (await names())[0]).toBe('Mercutio')

  await lane('Juliet').click()
  await expect(conversation(page, 'Juliet').textbox).toBeVisible()
})

test('From right to left the past is on the right', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  client.sendPresence({ idleSince: ago(12) })
  await actors.signIn(page, romeo)
  await expect(timeline(page).label('Juliet')).toHaveText('Idle 12 min')
  const middleOf = (part: string) =>
    timeline(page)
      .lane('Juliet')
      .locator(part)
      .evaluate(element => {
        const { left, width } = element.getBoundingClientRect()
        return left + width / 2
      })
  expect(await middleOf('.lb')).toBeLessThan(await middleOf('.pt'))
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  expect(await middleOf('.lb')).toBeGreaterThan(await middleOf('.pt'))
  expect(await middleOf('.pt')).toBeGreaterThan(await middleOf('.bar'))
})

test('Without a connection all of it is only the last known', async ({ page, actors, romeo, juliet }) => {
  const line = await startFaultyLine(actors.stage.server)
  const client = await actors.connect(juliet)
  client.sendPresence({ idleSince: ago(12) })
  await actors.signIn(page, romeo, { serverUrl: line.url })
  const { lane, label, button } = timeline(page)
  await expect(label('Juliet')).toHaveText('Idle 12 min')
  await line.stop()
  await expect(label('Juliet')).toHaveText(/^Idle 12 min, as of \d\d:\d\d$/)
  await expect(button('Juliet')).toHaveAccessibleDescription(/^Last known: idle 12 min, as of \d\d:\d\d$/)
  await expect(lane('Juliet').locator('.bar')).toHaveClass(/dash/)
  await expect(page.getByRole('main')).toContainText(/You’re offline. What you see is from \d\d:\d\d\./)
})

test('Three hundred contacts: what is in sight is in the page, and keys reach everybody', async ({
  page,
  actors,
}) => {
  const romeo = await actors.account('Romeo')
  const capulets = Array.from({ length: 300 }, (_, i) => String(i).padStart(3, '0'))
  await actors.roster(
    romeo,
    capulets.map(number => ({ jid: `capulet-${number}@test.example`, name: `Capulet ${number}` })),
  )
  await actors.signIn(page, romeo)
  const { region, lanes, button } = timeline(page)
  await expect(lanes.first()).toHaveAttribute('aria-setsize', '300')
  expect(await lanes.count()).toBeLessThanOrEqual(60)
  expect(await page.locator('*').count()).toBeLessThanOrEqual(1500)
  await expect(region.locator('button[tabindex="0"]')).toHaveCount(1)

  await button('Capulet 000').focus()
  await page.keyboard.press('ArrowDown')
  await expect(button('Capulet 001')).toBeFocused()
  await page.keyboard.press('End')
  await expect(button('Capulet 299')).toBeFocused()
  await expect(button('Capulet 299')).toBeInViewport()
  await expect(button('Capulet 290')).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect(button('Capulet 298')).toBeFocused()
  expect(await lanes.count()).toBeLessThanOrEqual(60)
  // The axis stays in sight, and covers nobody who has the focus.
  await expect(region.getByText('tomorrow')).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(button('Capulet 000')).toBeFocused()
  await expect(button('Capulet 000')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(conversation(page, 'Capulet 000').textbox).toBeVisible()
})

test('Phones show the list instead', async ({ page, actors, romeo }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await actors.signIn(page, romeo)
  await expect(contacts(page).row('Juliet')).toBeVisible()
  // It comes after the list: when the last of what comes later is there, it would be there too.
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  await expect.poll(async () => (await fetched()).join(' ')).toContain('settings')
  // Not even hidden.
  await expect(page.locator('[aria-label=Timeline]')).toHaveCount(0)
  await page.setViewportSize({ width: 800, height: 844 })
  await expect(timeline(page).region).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Everybody can read it: axe finds nothing, ${colorScheme}`, async ({ page, actors }) => {
    await page.emulateMedia({ colorScheme })
    const { romeo } = await verona(actors)
    await actors.signIn(page, romeo)
    await expect(timeline(page).label('Juliet')).toHaveText('Idle 12 min')
    await timeline(page).button('Juliet').hover()
    const axe = new AxeBuilder({ page }).setLegacyMode().include('main').withTags(WCAG)
    const { violations } = await axe.analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
  })
}

/** One of each: the names are not in the order they belong in. */
async function verona(actors: Actors): Promise<{ romeo: Account; benvolio: RawClient }> {
  const romeo = await actors.account('Romeo')
  const presences: Record<string, PresenceOptions | undefined> = {
    Benvolio: {},
    Juliet: { idleSince: ago(12) },
    Mercutio: { show: 'dnd', status: 'A plague on both your houses' },
    Nurse: undefined,
    Paris: { show: 'xa', idleSince: ago(20 * 60) },
    Rosaline: { idleSince: ago(200) },
    Tybalt: { show: 'away', idleSince: ago(48) },
  }
  const names = Object.keys(presences)
  const others = await Promise.all(names.map(name => actors.account(name)))
  const friar = { jid: 'friar@test.example', name: 'Friar Laurence', subscription: 'none', ask: 'subscribe' }
  await actors.roster(romeo, [...others.map(({ jid, name }) => ({ jid, name })), friar])
  for (const other of others) await actors.roster(other, [{ jid: romeo.jid, name: 'Romeo' }])
  const clients = await Promise.all(others.map(other => actors.connect(other)))
  for (const [i, name] of names.entries()) {
    const presence = presences[name]
    if (presence) clients[i]?.sendPresence(presence)
    else await clients[i]?.close()
  }
  const [benvolio] = clients
  if (!benvolio) throw new Error('Nobody came.')
  return { romeo, benvolio }
}

function timeline(page: Page) {
  const region = page.getByRole('region', { name: 'Timeline' })
  const lanes = region.getByRole('list').getByRole('listitem').and(page.locator('[data-jid]'))
  const named = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
  const lane = (name: string) => lanes.filter({ has: named(name) })
  const button = (name: string) => lane(name).getByRole('button')
  return {
    region,
    lanes,
    button,
    lane,
    label: (name: string) => lane(name).locator('.lb'),
    /** Of the lanes, top to bottom as the eye sees them. */
    names: () =>
      lanes.evaluateAll(items =>
        items
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map(item => item.querySelector('.nm')?.textContent),
      ),
  }
}

async function placeOfMark(page: Page, name: string): Promise<number> {
  const box = await timeline(page).lane(name).locator('.pt').boundingBox()
  if (!box) throw new Error(`${name} has no mark.`)
  return box.x
}

/** To the second, and a moment more: a minute that is about to be over must not end in a test. */
function ago(minutes: number) {
  return new Date(Math.floor(Date.now() / 1000 - minutes * 60 - 5) * 1000)
}
