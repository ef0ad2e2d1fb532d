import { randomBytes } from 'node:crypto'
import { test as base, expect, type Page } from '@playwright/test'
import { addAccount } from '../server/prosody.mjs'
import { type RosterItem, writeRoster } from '../server/prosody-data.mjs'
import { contacts, signInForm } from './pages.ts'
import { connectRaw, type RawClient } from './raw-client.mjs'
import { readStage, type Stage, stageHosts } from './stage.ts'

export { expect }

const HOME = 'test.example'

export interface Account {
  jid: string
  password: string
  /** As it stands in the others' rosters. */
  name: string
}

export interface SignInOptions {
  /** Instead of the server of the run. */
  serverUrl?: string
  keepSignedIn?: boolean
  /** Nobody is in the roster, so there is no tree to wait for. */
  emptyList?: boolean
}

/** Makes accounts and brings them on, in the app or as raw clients. */
export class Actors {
  readonly #clients: RawClient[] = []
  readonly stage: Stage

  constructor(stage: Stage) {
    this.stage = stage
  }

  /** A new account that no other test knows: `Romeo` is `romeo-1a2b3c@test.example`. */
  async account(name: string, host = HOME, password?: string): Promise<Account> {
    const user = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${randomBytes(3).toString('hex')}`
    const account = { jid: `${user}@${host}`, password: password ?? `secret of ${user}`, name }
    await addAccount({ dataPath: this.stage.dataPath, hosts: stageHosts }, account.jid, account.password)
    return account
  }

  /** Replaces an account's roster; before it signs in. */
  async roster(owner: Account, items: RosterItem[], pendingIn: string[] = []): Promise<void> {
    await writeRoster(this.stage.dataPath, owner.jid, items, pendingIn)
  }

  /** Everybody sees everybody's presence. Replaces their rosters. */
  async befriend(...accounts: Account[]): Promise<void> {
    for (const owner of accounts) {
      const others = accounts.filter(other => other !== owner)
      await this.roster(
        owner,
        others.map(({ jid, name }) => ({ jid, name, groups: ['Verona'] })),
      )
    }
  }

  /** Signs an account in as a raw client; it is closed when the test ends. */
  async connect(account: Account, resource?: string): Promise<RawClient> {
    const client = await connectRaw({
      url: this.stage.server,
      jid: account.jid,
      password: account.password,
      ...(resource && { resource }),
    })
    this.#clients.push(client)
    return client
  }

  /** Signs an account in through the form and waits for the roster. */
  async signIn(page: Page, account: Account, options: SignInOptions = {}): Promise<void> {
    await page.goto(this.stage.site)
    // The app knows the server of its own domain; another domain's is looked for in the network, which tests do not have.
    const elsewhere = !account.jid.endsWith(`@${HOME}`)
    const serverUrl = options.serverUrl ?? (elsewhere ? this.stage.server : undefined)
    await signInForm(page).fill(account, { ...options, ...(serverUrl && { serverUrl }) })
    await signInForm(page).submit.click()
    const { tree, region } = contacts(page)
    await expect(options.emptyList ? region.getByText('No contacts yet.') : tree).toBeVisible()
  }

  async leave(): Promise<void> {
    await Promise.all(this.#clients.map(client => client.close()))
  }
}

interface Fixtures {
  actors: Actors
  /** The user of the app. */
  romeo: Account
  /** His contact: each sees the other. */
  juliet: Account
  /** Fails the test when the page throws. */
  noPageErrors: undefined
}

export const test = base.extend<Fixtures>({
  baseURL: async ({ browserName: _ }, use) => {
    await use(readStage().site)
  },
  actors: async ({ browserName: _ }, use) => {
    const actors = new Actors(readStage())
    await use(actors)
    await actors.leave()
  },
  romeo: async ({ actors, juliet }, use) => {
    const romeo = await actors.account('Romeo')
    await actors.befriend(romeo, juliet)
    await use(romeo)
  },
  juliet: async ({ actors }, use) => {
    await use(await actors.account('Juliet'))
  },
  noPageErrors: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', error => errors.push(String(error.stack ?? error)))
      await use(undefined)
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})
