import type { Page } from '@playwright/test'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { contacts, conversation } from './support/pages.ts'

const MINUTE = 60_000

test('Idle is shown with its beginning, ticks by the minute, and ends when she is back', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client, row } = await scene(page, actors, romeo, juliet)
  const since = ago(12)
  client.sendPresence({ idleSince: since })
  await expect(row).toHaveAccessibleDescription('Idle 12 min')
  await expect(row).toHaveAttribute('data-presence', 'available')
  expect(new Date((await row.getAttribute('data-idle-since')) ?? '')).toEqual(since)

  await contacts(page).open('Juliet')
  const { presence, reach } = conversation(page, 'Juliet')
  await expect(presence).toContainText(/^Idle 12 min since \d\d:\d\d/)
  await expect(reach).toHaveAttribute('data-reach', 'idle')

  await page.clock.runFor(MINUTE)
  await expect(row).toHaveAccessibleDescription('Idle 13 min')
  await expect(presence).toContainText('Idle 13 min')
  await page.clock.fastForward(52 * MINUTE)
  await expect(row).toHaveAccessibleDescription('Idle 1 h 5 min')

  client.sendPresence()
  await expect(row).toHaveAccessibleDescription('Available')
  await expect(row).not.toHaveAttribute('data-idle-since')
  await expect(reach).toHaveAttribute('data-reach', 'here')
})

test('Nobody is idle before a minute has gone', async ({ page, actors, romeo, juliet }) => {
  const { client, row } = await scene(page, actors, romeo, juliet)
  client.sendPresence({ status: 'Thinking', idleSince: new Date(Date.now() - 5_000) })
  await expect(row).toHaveAccessibleDescription('Available, Thinking')
  await expect(row).not.toHaveAttribute('data-idle-since')
  await page.clock.runFor(MINUTE)
  await expect(row).toHaveAccessibleDescription('Idle 1 min, Thinking')
})

test('What cannot be: no time, no date, not yet', async ({ page, actors, romeo, juliet }) => {
  const { client, row } = await scene(page, actors, romeo, juliet)
  const nonsense = ['yesterday', '2025-13-40T00:00:00Z', '2025-11-20', '', new Date(Date.now() + 60 * MINUTE)]
  for (const [index, idleSince] of nonsense.entries()) {
    const element =
      typeof idleSince === 'string' ? `<idle xmlns='urn:xmpp:idle:1' since='${idleSince}'/>` : ''
    client.sendPresence({
      status: `Take ${index}`,
      ...(typeof idleSince === 'string' ? { extra: element } : { idleSince }),
    })
    await expect(row).toHaveAccessibleDescription(`Available, Take ${index}`)
    await expect(row).not.toHaveAttribute('data-idle-since')
  }

  // The last one lies an hour ahead: it does not begin to count now either.
  await page.clock.runFor(2 * MINUTE)
  await expect(row).toHaveAccessibleDescription(/^Available, Take/)

  // A clock that is a little fast: idle from now on.
  client.sendPresence({ status: 'Fast clock', idleSince: new Date(Date.now() + 5 * MINUTE) })
  await expect(row).toHaveAccessibleDescription('Available, Fast clock')
  await page.clock.runFor(2 * MINUTE)
  await expect(row).toHaveAccessibleDescription(/^Idle [12] min, Fast clock$/)
})

test('Since long ago, by whatever clock', async ({ page, actors, romeo, juliet }) => {
  const { client, row } = await scene(page, actors, romeo, juliet)
  client.sendPresence({ idleSince: '1969-07-21T02:56:15Z' })
  await expect(row).toHaveAccessibleDescription('Idle since 21 Jul 1969')
  await expect(row).toHaveAttribute('data-idle-since', '1969-07-21T03:56:15+01:00')
  const since = ago(90)
  client.sendPresence({ idleSince: since.toISOString().replace('.000Z', '.123456+00:00') })
  await expect(row).toHaveAccessibleDescription('Idle 1 h 30 min')
})

test('Idle beside do not disturb and away', async ({ page, actors, romeo, juliet }) => {
  const { client, row } = await scene(page, actors, romeo, juliet)
  client.sendPresence({ show: 'dnd', idleSince: ago(12) })
  await expect(row).toHaveAccessibleDescription('Do not disturb, idle 12 min')
  await expect(row).toHaveAttribute('data-presence', 'dnd')
  client.sendPresence({ show: 'away', status: 'Lunch', idleSince: ago(48) })
  await expect(row).toHaveAccessibleDescription('Away 48 min, Lunch')
  await expect(row).toHaveAttribute('data-presence', 'away')
  client.sendPresence({ show: 'xa', idleSince: ago(25 * 60) })
  await expect(row).toHaveAccessibleDescription(/^Away for long, since yesterday \d\d:\d\d$/)
})

test('Romeo finds her idle who was so before he came', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  client.sendPresence({ idleSince: ago(7) })
  await actors.signIn(page, romeo)
  await expect(contacts(page).row('Juliet')).toHaveAccessibleDescription('Idle 7 min')
})

/** Romeo signed in, his clock in our hands; Juliet connected. */
async function scene(page: Page, actors: Actors, romeo: Account, juliet: Account) {
  await page.clock.install()
  const client = await actors.connect(juliet)
  await actors.signIn(page, romeo)
  return { client, row: contacts(page).row('Juliet') }
}

/** To the second, and a moment more: a minute that is about to be over must not end in a test. */
function ago(minutes: number) {
  return new Date(Math.floor(Date.now() / 1000 - minutes * 60 - 5) * 1000)
}
