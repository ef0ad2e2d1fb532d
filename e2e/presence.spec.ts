import { expect, test } from './support/actors.ts'
import { contacts, conversation, details } from './support/pages.ts'

/** To the second: nobody reads fractions of it. */
const minutesAgo = (minutes: number) => new Date(Math.floor(Date.now() / 1000 - minutes * 60) * 1000)

test('Juliet comes, goes away, is idle, and leaves', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  await actors.signIn(page, romeo)
  const row = contacts(page).row('Juliet')
  await expect(row).toHaveAttribute('data-presence', 'offline')

  client.sendPresence({ show: 'chat' })
  await expect(row).toHaveAttribute('data-presence', 'chat')

  client.sendPresence({ show: 'dnd', status: 'Deep work until 16:00' })
  await expect(row).toHaveAccessibleDescription('Do not disturb, Deep work until 16:00')

  const since = minutesAgo(12)
  client.sendPresence({ idleSince: since })
  await expect(row).toHaveAccessibleDescription('Idle 12 min')
  expect(new Date((await row.getAttribute('data-idle-since')) ?? '')).toEqual(since)

  await client.close()
  await expect(row).toHaveAttribute('data-presence', 'offline')
})

test('of two devices the one that is more reachable counts; both are in the details', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const desk = await actors.connect(juliet, 'desk')
  const phone = await actors.connect(juliet, 'phone')
  desk.sendPresence({ show: 'xa' })
  phone.sendPresence({ show: 'away', status: 'On the balcony' })
  await actors.signIn(page, romeo)
  const row = contacts(page).row('Juliet')
  await expect(row).toHaveAttribute('data-presence', 'away')
  desk.sendPresence()
  await expect(row).toHaveAttribute('data-presence', 'available')

  await contacts(page).open('Juliet')
  await conversation(page, 'Juliet').details.click()
  await expect(details(page).devices).toHaveCount(2)
  await desk.close()
  await expect(details(page).devices).toHaveCount(1)
  await expect(row).toHaveAttribute('data-presence', 'away')
})
