import { expect, test } from './support/actors.ts'
import { contacts, conversation, details } from './support/pages.ts'

test('Arrows move between messages, Esc leads back to writing, Tab passes by', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  test.slow()
  const client = await actors.connect(juliet)
  client.sendPresence({})
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')
  const line = (count: number) => `Line ${count}: ${'wherefore art thou, '.repeat(count % 7)}`
  const LINES = 80
  for (let count = 1; count <= LINES; count++) client.sendMessage(romeo.jid, line(count))
  await expect(talk.message(`Line ${LINES}:`)).toBeInViewport()

  await talk.textbox.focus()
  await page.keyboard.press('F6')
  await page.keyboard.press('F6')
  await expect(talk.log).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(talk.message(`Line ${LINES}:`)).toBeFocused()
  for (let count = LINES - 1; count >= LINES - 30; count--) {
    await page.keyboard.press('ArrowUp')
    await expect(talk.message(`Line ${count}:`)).toBeFocused()
    await expect(talk.message(`Line ${count}:`)).toBeInViewport()
  }
  await page.keyboard.press('ArrowDown')
  await expect(talk.message(`Line ${LINES - 29}:`)).toBeFocused()

  // Far from the focus the list is a window: what has the focus stays all the same, and the way goes on from there.
  await page.keyboard.press('Home')
  await expect(talk.message('Line 1:')).toBeFocused()
  await expect(talk.message('Line 1:')).toBeInViewport()
  await talk.log.evaluate(log => log.scrollTo(0, log.scrollHeight))
  await expect(talk.message(`Line ${LINES}:`)).toBeInViewport()
  await page.keyboard.press('ArrowDown')
  await expect(talk.message('Line 2:')).toBeFocused()
  await expect(talk.message('Line 2:')).toBeInViewport()
  await page.keyboard.press('End')
  await expect(talk.message(`Line ${LINES}:`)).toBeFocused()
  await expect(talk.message(`Line ${LINES}:`)).toBeInViewport()

  // One tab stop: from a message back to the log, from the log back to what stands before it.
  await page.keyboard.press('Shift+Tab')
  await expect(talk.log).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await expect(talk.textbox).toBeFocused()
})

test('Under the details that lie over it, Esc closes them first', async ({ page, actors, romeo, juliet }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await actors.signIn(page, romeo)
  await contacts(page).open(juliet.name)
  const talk = conversation(page, juliet.name)
  await talk.send('But soft')
  await talk.log.focus()
  await page.keyboard.press('Control+.')
  await expect(details(page).panel).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await expect(details(page).panel).toHaveCount(0)
  await expect(talk.message('But soft')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(talk.textbox).toBeFocused()
})
