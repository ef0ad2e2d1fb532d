import { JULIET, raiseCurtain } from './server/psa-stage.mjs'
import { expect, test } from './support/actors.ts'
import { contacts, conversation } from './support/pages.ts'

// Two real servers with the annotations module, and one of them in trouble (XEP-0310 §4.1).

const ROMEO = { jid: 'romeo@montague.example', password: 'secret', name: 'Romeo' }

test('Juliet’s server is killed, comes back, freezes and thaws: Romeo is never told that she is here when nobody knows', async ({
  page,
  actors,
}) => {
  test.setTimeout(90_000)
  const stage = await raiseCurtain()
  await actors.signIn(page, ROMEO, { serverUrl: stage.montague.url })
  await stage.enter(JULIET, { status: 'On the balcony' })
  const row = contacts(page).row('juliet@capulet.example')
  await expect(row).toHaveAttribute('data-presence', 'available')
  await contacts(page).open('juliet@capulet.example')
  const talk = conversation(page, 'juliet@capulet.example')

  stage.capulet.kill('SIGKILL')
  await expect(row).toHaveAttribute('data-stale', 'server-unavailable', { timeout: 15_000 })
  await expect(row).toHaveAttribute('data-presence', 'available')
  await expect(talk.stale).toContainText('capulet.example can’t be reached since')
  await expect(talk.reach).toHaveAttribute('data-reach', 'stale')

  await stage.capulet.restart()
  await expect(row).toHaveAttribute('data-presence', 'offline', { timeout: 20_000 })
  await expect(row).not.toHaveAttribute('data-stale')
  await stage.enter(JULIET, { status: 'Back' })
  await expect(row).toHaveAttribute('data-presence', 'available')

  stage.capulet.kill('SIGSTOP')
  await expect(row).toHaveAttribute('data-stale', 'server-unavailable', { timeout: 20_000 })
  stage.capulet.kill('SIGCONT')
  await expect(row).not.toHaveAttribute('data-stale', { timeout: 20_000 })
  await expect(row).toHaveAttribute('data-presence', 'available')
  await expect(talk.presence).toContainText('Available')

  await stage.clear()
  await stage.end()
})
