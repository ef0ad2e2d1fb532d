import type { Page } from '@playwright/test'
import { freePorts } from './server/ports.mjs'
import { expect, test } from './support/actors.ts'
import { connection, contacts, signInForm } from './support/pages.ts'
import {
  forgesSignature,
  offersOnly,
  refusesSignIn,
  type Scene,
  silent,
  skipsSignature,
  streamErrorAtOnce,
} from './support/scenes.mjs'
import { startScriptedServer } from './support/scripted-server.mjs'
import { dumpStorage } from './support/storage.ts'
import { tapWire } from './support/tap.ts'

const HOST = 'test.example'
const NOBODY = { jid: `romeo@${HOST}`, password: 'wherefore art thou' }

test.describe('The right address and password', () => {
  test('open the window, and the server proves itself with SCRAM-SHA-256', async ({
    page,
    actors,
    romeo,
  }) => {
    const wire = tapWire(page)
    await actors.signIn(page, romeo)
    await expect(page).toHaveTitle('Who is around · Whereabouts')
    await expect(connection(page).status).toHaveAttribute('data-connection', 'online')
    await wire.expectSent(/<auth [^>]*mechanism="SCRAM-SHA-256"/)
  })

  test('work on an older server, with SCRAM-SHA-1', async ({ page, actors }) => {
    const wire = tapWire(page)
    const romeo = await actors.account('Romeo', 'old.example')
    await page.goto('')
    await signInForm(page).fill(romeo, { serverUrl: actors.stage.server })
    await signInForm(page).submit.click()
    await expect(contacts(page).region).toBeVisible()
    await wire.expectSent(/<auth [^>]*mechanism="SCRAM-SHA-1"/)
  })

  test('may hold letters of any script', async ({ page, actors }) => {
    const romeo = await actors.account('Romeo', HOST, 'pässwörd→✓ пароль')
    await page.goto('')
    await signInForm(page).fill(romeo)
    await signInForm(page).submit.click()
    await expect(contacts(page).region).toBeVisible()
  })

  test('need no domain where the deployment names one', async ({ page, romeo }) => {
    await page.goto('')
    const { address, password, submit } = signInForm(page)
    await address.fill(romeo.jid.split('@')[0] ?? '')
    await password.fill(romeo.password)
    await submit.click()
    await expect(contacts(page).tree).toBeVisible()
  })
})

test('What is no address is refused at once, in the field itself', async ({ page }) => {
  const wire = tapWire(page)
  await page.goto('')
  const { form, address, failure, fill, submit } = signInForm(page)
  const refused = [
    '',
    '   ',
    '@test.example',
    'romeo@',
    'rom eo@test.example',
    'romeo&juliet@test.example',
    'romeo@test.example@test.example',
    'romeo@test..example',
    `${'r'.repeat(1024)}@test.example`,
    'romeo\u202E@test.example',
    '\u265A@test.example',
  ]
  for (const jid of refused) {
    await fill({ jid, password: 'secret' })
    await submit.click()
    await expect(form, `“${jid.slice(0, 40)}”`).toHaveAttribute('data-error', 'invalid-address')
    await expect(failure).toBeVisible()
    await expect(address).toBeFocused()
    await expect(address).toHaveAttribute('aria-invalid', 'true')
    await expect(address).toHaveAccessibleDescription(/address/i)
  }
  expect(wire.connections).toEqual([])
})

test('A wrong password is said at the password, and the right one then opens the window', async ({
  page,
  romeo,
}) => {
  await page.goto('')
  const { form, password, failure, fill, submit } = signInForm(page)
  await fill({ jid: romeo.jid, password: 'a guess' })
  await password.press('Enter')
  await expect(form).toHaveAttribute('data-error', 'not-authorized')
  await expect(failure).toContainText('test.example didn’t accept this password')
  await expect(password).toBeFocused()
  await expect(password).toHaveAttribute('aria-invalid', 'true')
  await expect(password).toHaveAccessibleDescription('Wrong password for this address.')

  await password.fill(romeo.password)
  await submit.click()
  await expect(contacts(page).tree).toBeVisible()
})

test('A missing password is asked for, and the typed one can be looked at', async ({ page }) => {
  await page.goto('')
  const { form, address, password, showPassword } = signInForm(page)
  await address.fill(NOBODY.jid)
  await address.press('Enter')
  await expect(form).toHaveAttribute('data-error', 'not-authorized')
  await expect(password).toBeFocused()

  await password.fill('Capulet')
  await expect(password).toHaveAttribute('type', 'password')
  await showPassword.click()
  await expect(showPassword).toHaveAttribute('aria-pressed', 'true')
  await expect(password).toHaveAttribute('type', 'text')
})

test.describe('A server that', () => {
  test('is not there at all: host-unreachable', async ({ page }) => {
    const [port] = await freePorts(1)
    await page.goto('')
    await tryWith(page, `ws://127.0.0.1:${port}/xmpp-websocket`)
    await expectFailure(page, 'host-unreachable', 'test.example didn’t answer', 'serverUrl')
  })

  test('has a web page but no WebSocket: no-websocket', async ({ page, actors }) => {
    await page.goto('')
    await tryWith(page, `${actors.stage.site.replace('http', 'ws')}xmpp-websocket`)
    await expectFailure(page, 'no-websocket', 'has no WebSocket for XMPP', 'serverUrl')
  })

  test('would be reached unencrypted: nothing is sent', async ({ page }) => {
    const wire = tapWire(page)
    await page.goto('')
    await tryWith(page, 'ws://xmpp.test.example/')
    await expectFailure(page, 'no-websocket', 'must begin with wss://', 'serverUrl')
    expect(wire.connections).toEqual([])
  })

  test('accepts and stays silent: busy for a while, then timeout', async ({ page }) => {
    const server = await startScriptedServer(silent)
    await page.clock.install()
    await page.goto('')
    await tryWith(page, server.url)
    await expect(signInForm(page).submit).toHaveAttribute('aria-busy', 'true')
    await expect(signInForm(page).submit).toHaveAccessibleName('Sign in')
    await expect.poll(() => server.peers[0]?.received.length).toBeGreaterThan(0)
    await page.clock.runFor(16_000)
    await expectFailure(page, 'timeout', 'accepted the connection and then didn’t answer', 'serverUrl')
    await server.stop()
  })

  test('refuses: each reason has its own words, at its own field', async ({ page }) => {
    const refusals: [scene: Scene, error: string, text: string, field: Field][] = [
      [refusesSignIn(HOST, 'account-disabled'), 'not-authorized', 'This account is disabled', 'address'],
      [refusesSignIn(HOST, 'credentials-expired'), 'not-authorized', 'has expired', 'password'],
      [refusesSignIn(HOST, 'encryption-required'), 'tls', 'No secure connection', 'serverUrl'],
      [streamErrorAtOnce(HOST, 'policy-violation'), 'policy-violation', 'doesn’t allow this', 'submit'],
      [offersOnly(HOST, 'X-OAUTH2', 'ANONYMOUS'), 'other', 'ended the sign-in', 'submit'],
    ]
    const server = await startScriptedServer(silent)
    await page.goto('')
    for (const [scene, error, text, field] of refusals) {
      server.play(scene)
      await tryWith(page, server.url)
      await expectFailure(page, error, text, field)
    }
    // It tried each once and let it be.
    expect(server.peers).toHaveLength(refusals.length)

    server.play(refusesSignIn(HOST, 'account-disabled', 'Banished &lt;img src=x onerror=alert(1)&gt;'))
    await tryWith(page, server.url)
    await expect(signInForm(page).failure).toContainText('The server says: “Banished <img src=x')
    await server.stop()
  })

  test('does not know the password, but says that it does, is not believed', async ({ page }) => {
    const account = { host: HOST, user: 'romeo', password: NOBODY.password }
    const server = await startScriptedServer(forgesSignature(account))
    await page.goto('')
    await tryWith(page, server.url)
    await expectFailure(page, 'other', 'ended the sign-in', 'submit')
    server.play(skipsSignature(account))
    await tryWith(page, server.url)
    await expect.poll(() => server.peers.length).toBe(2)
    await expectFailure(page, 'other', 'ended the sign-in', 'submit')
    // Neither got to see anything after its "success".
    for (const peer of server.peers)
      expect(peer.received.map(({ xml }) => xml).join()).not.toMatch(/<(iq|bind)/)
    await server.stop()
  })
})

test('After a failure the form still signs in', async ({ page, actors, romeo }) => {
  const server = await startScriptedServer(refusesSignIn(HOST, 'temporary-auth-failure'))
  await page.goto('')
  const { form, fill, submit } = signInForm(page)
  await fill(romeo, { serverUrl: server.url })
  await submit.click()
  await expect(form).toHaveAttribute('data-error', 'other')
  await fill(romeo, { serverUrl: actors.stage.server })
  await submit.click()
  await expect(contacts(page).tree).toBeVisible()
  await server.stop()
})

test('PLAIN is good enough on this computer, but never again after SCRAM', async ({
  page,
  actors,
  romeo,
}) => {
  const server = await startScriptedServer(offersOnly(HOST, 'PLAIN'))
  const wire = tapWire(page)
  await page.goto('')
  const { form, fill, submit } = signInForm(page)
  await fill(NOBODY, { serverUrl: server.url })
  await submit.click()
  await wire.expectSent(/<auth [^>]*mechanism="PLAIN"/)

  await actors.signIn(page, romeo, { keepSignedIn: false })
  await page.reload()
  await fill(romeo, { serverUrl: server.url })
  await submit.click()
  await expect(form).toHaveAttribute('data-error', 'other')
  expect(wire.connections.at(-1)?.sent.join()).not.toContain('<auth')
  await server.stop()
})

test('The password is kept nowhere, and the device stays signed in', async ({ page, actors, romeo }) => {
  await actors.signIn(page, romeo, { keepSignedIn: true })
  await expect.poll(() => dumpStorage(page)).toContain(romeo.jid)
  const kept = await dumpStorage(page)
  expect(kept).not.toContain(romeo.password)
  expect(kept).not.toContain(Buffer.from(romeo.password).toString('base64'))
  await page.reload()
  await expect(contacts(page).tree).toBeVisible()
})

test('Not kept signed in, a reload shows the form and nothing is left', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  await actors.signIn(page, romeo, { keepSignedIn: false })
  await expect(contacts(page).row('Juliet')).toBeVisible()
  await page.reload()
  await expect(signInForm(page).address).toHaveValue('')
  const left = await dumpStorage(page)
  expect(left).not.toContain(juliet.jid)
  expect(left).not.toContain(romeo.jid)
})

test('Kept once and then not: what was kept goes', async ({ page, actors, romeo, juliet }) => {
  await actors.signIn(page, romeo)
  await expect.poll(() => dumpStorage(page)).toContain(juliet.jid)
  // Another tab’s sign-out forgets the account; here the form comes because the password is asked for again.
  const form = await page.context().newPage()
  await form.addInitScript(() => localStorage.removeItem('whereabouts.accounts'))
  await page.close()
  await actors.signIn(form, romeo, { keepSignedIn: false })
  await expect(contacts(form).row('Juliet')).toBeVisible()
  await expect.poll(() => dumpStorage(form)).not.toContain(juliet.jid)
})

test.describe('config.json', () => {
  test('broken: a page that says so, and no form', async ({ page }) => {
    for (const [body, problem] of [
      ['{ locked: yes', 'JSON'],
      ['{ "locked": "perhaps" }', 'locked'],
      ['{ "serverURL": "wss://test.example" }', 'serverURL'],
    ] as const) {
      await configure(page, body)
      await page.goto('')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not set up correctly')
      await expect(page.getByRole('alert')).toContainText(problem)
      await expect(signInForm(page).form).toHaveCount(0)
    }
  })

  test('locked: one domain, one server, nothing to choose', async ({ page, actors, romeo }) => {
    await configure(page, { locked: true, defaultDomain: HOST, serverUrl: actors.stage.server })
    await page.goto('')
    const { form, address, password, advanced, failure, fill, submit } = signInForm(page)
    await expect(page.getByText('Use your account at test.example.')).toBeVisible()
    await expect(advanced).toHaveCount(0)
    await fill({ jid: 'romeo@elsewhere.example', password: 'secret' })
    await submit.click()
    await expect(form).toHaveAttribute('data-error', 'invalid-address')
    await expect(failure).toContainText('Only accounts of test.example can sign in here')
    await address.fill(romeo.jid.split('@')[0] ?? '')
    await password.fill(romeo.password)
    await submit.click()
    await expect(contacts(page).tree).toBeVisible()
  })
})

test('A domain that sends us to another host: asked once, and nothing happens before the answer', async ({
  page,
  actors,
  romeo,
}) => {
  await configure(page, {})
  await page.route('https://test.example/.well-known/host-meta.json', route =>
    route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { links: [{ rel: 'urn:xmpp:alt-connections:websocket', href: actors.stage.server }] },
    }),
  )
  const wire = tapWire(page)
  await page.goto('')
  const { fill, submit } = signInForm(page)
  await fill(romeo)
  await submit.click()
  const question = page.getByRole('alertdialog', { name: 'Sign in through 127.0.0.1?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  expect(wire.connections).toEqual([])

  await submit.click()
  await question.getByRole('button', { name: 'Sign in' }).click()
  await expect(contacts(page).tree).toBeVisible()
})

type Field = 'address' | 'password' | 'serverUrl' | 'submit'

async function tryWith(page: Page, serverUrl: string) {
  const { fill, submit } = signInForm(page)
  await fill(NOBODY, { serverUrl })
  await submit.click()
}

/** It says what is wrong and where, and is ready for another try. */
async function expectFailure(page: Page, error: string, text: string, field: Field) {
  const form = signInForm(page)
  await expect(form.form).toHaveAttribute('data-error', error)
  await expect(form.failure).toContainText(text)
  await expect(form[field]).toBeFocused()
  if (field !== 'submit') await expect(form[field]).toHaveAttribute('aria-invalid', 'true')
  await expect(form.submit).not.toHaveAttribute('aria-busy', 'true')
  await expect(form.submit).toBeEnabled()
}

/** The deployment's configuration, instead of the one of the run. */
async function configure(page: Page, config: object | string) {
  const body = typeof config === 'string' ? config : JSON.stringify(config)
  await page.route('**/config.json', route => route.fulfill({ contentType: 'application/json', body }))
}
