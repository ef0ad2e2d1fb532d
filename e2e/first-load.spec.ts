import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './support/actors.ts'
import { contacts, conversation, signInForm } from './support/pages.ts'

const BUDGET = { bytes: 150_000, requests: 10 }

test('Who is there shows after few bytes; what comes later is fetched afterwards', async ({
  page,
  romeo,
  juliet,
}) => {
  await markFirstContact(page)
  await page.goto('')
  await signInForm(page).fill(romeo)
  await signInForm(page).submit.click()
  await expect(contacts(page).row(juliet.name)).toBeVisible()
  // The last of what comes later, with all that belongs to it.
  await expect.poll(() => fetchedFiles(page)).toMatch(/settings-[^ ]*\.js/)
  await page.waitForLoadState('networkidle')

  const first = await fetchedBeforeFirstContact(page)
  expect(first.length, first.join(' ')).toBeLessThanOrEqual(BUDGET.requests)
  expect(first.join(' ')).not.toMatch(/conversation|details|start-|menu|dialog|requests|settings|popover/)
  const sizes = await Promise.all(first.map(gzippedSize))
  expect(
    sizes.reduce((sum, size) => sum + size, 0),
    first.join(' '),
  ).toBeLessThanOrEqual(BUDGET.bytes)

  // And it is all there when the host of the app is gone.
  await page.context().setOffline(true)
  await contacts(page).open(juliet.name)
  await expect(conversation(page, juliet.name).textbox).toBeVisible()
})

/** Remembers when the first contact had been drawn: in the frame after the one that has it. */
async function markFirstContact(page: Page) {
  await page.addInitScript(() => {
    function watch() {
      const isThere = document.querySelector('[role=treeitem][data-jid]') !== null
      requestAnimationFrame(isThere ? () => performance.mark('first contact') : watch)
    }
    watch()
  })
}

/** Addresses of the scripts and styles that the page asked for by then. */
function fetchedBeforeFirstContact(page: Page) {
  return page.evaluate(() => {
    const shown = performance.getEntriesByName('first contact')[0]?.startTime ?? Number.POSITIVE_INFINITY
    const assets = performance.getEntriesByType('resource').filter(({ name }) => /\.(js|css)$/.test(name))
    return assets.filter(({ startTime }) => startTime <= shown).map(({ name }) => name)
  })
}

function fetchedFiles(page: Page) {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .join(' '),
  )
}

async function gzippedSize(url: string) {
  return gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length
}
