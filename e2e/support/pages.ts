import type { Locator, Page } from '@playwright/test'

/** What a person finds on the screen, by role and name; the names are the contract with the app. */

export type PresenceFilter = 'Everyone' | 'Here now' | 'Idle or away' | 'Out of office' | 'Unread'

export function signInForm(page: Page) {
  const form = page.getByRole('form', { name: 'Sign in' })
  const address = form.getByRole('textbox', { name: 'XMPP address' })
  const password = form.getByLabel('Password', { exact: true })
  const keep = form.getByRole('checkbox', { name: 'Keep me signed in on this device' })
  const advanced = form.getByRole('button', { name: 'Advanced' })
  const serverUrl = form.getByRole('textbox', { name: 'Server URL (WebSocket)' })
  return {
    form,
    address,
    password,
    keep,
    advanced,
    serverUrl,
    showPassword: form.getByRole('button', { name: 'Show password' }),
    submit: form.getByRole('button', { name: 'Sign in' }),
    failure: page.getByRole('alert').filter({ hasText: 'Couldn’t sign in.' }),
    async fill(
      account: { jid: string; password: string },
      options: { serverUrl?: string; keepSignedIn?: boolean } = {},
    ): Promise<void> {
      await address.fill(account.jid)
      await password.fill(account.password)
      if (options.keepSignedIn !== undefined) await keep.setChecked(options.keepSignedIn)
      if (options.serverUrl === undefined) return
      if (!(await serverUrl.isVisible())) await advanced.click()
      await serverUrl.fill(options.serverUrl)
    },
  }
}

export function contacts(page: Page) {
  const region = page.getByRole('navigation', { name: 'Contacts' })
  const tree = region.getByRole('tree', { name: 'Contacts' })
  const requests = region.getByRole('region', { name: 'Contact requests' })
  const row = (name: string) =>
    tree.getByRole('treeitem', { name: begins(name) }).and(page.locator('[data-jid]'))
  return {
    region,
    tree,
    row,
    group: (name: string) =>
      tree.getByRole('treeitem', { name: begins(name) }).and(page.locator('[data-group]')),
    /** Opens or closes a group: its contacts are inside of it, so its head is what one clicks on. */
    toggle: (name: string) =>
      tree
        .getByRole('treeitem', { name: begins(name) })
        .and(page.locator('[data-group]'))
        .click({ position: { x: 40, y: 12 } }),
    rows: tree.locator('[role=treeitem][data-jid]'),
    open: (name: string) => row(name).click(),
    search: page.getByRole('searchbox', { name: 'Search contacts and rooms' }),
    filter: (name: PresenceFilter) =>
      page.getByRole('radiogroup', { name: 'Show contacts' }).getByRole('radio', { name: begins(name) }),
    requests,
    approve: (name: string) => requests.getByRole('button', { name: `Approve ${name}` }),
    decline: (name: string) => requests.getByRole('button', { name: `Decline ${name}` }),
    async menu(name: string): Promise<Locator> {
      await row(name).click({ button: 'right' })
      return page.getByRole('menu')
    },
  }
}

export function conversation(page: Page, name: string) {
  const log = page.getByRole('log', { name: `Conversation with ${name}` })
  const textbox = page.getByRole('textbox', { name: `Message ${name}` })
  return {
    heading: page.getByRole('heading', { level: 1, name }),
    details: page.getByRole('main').getByRole('button', { name: 'Contact details' }),
    presence: page.getByRole('group', { name: `Presence of ${name}` }),
    stale: page.getByRole('status', { name: 'Stale presence' }),
    typing: page.getByRole('status', { name: 'Typing' }),
    reach: page.locator('[data-reach]'),
    log,
    messages: log.getByRole('article'),
    message: (text: string) => log.getByRole('article').filter({ hasText: text }),
    textbox,
    sendButton: page.getByRole('button', { name: 'Send', exact: true }),
    async send(text: string): Promise<void> {
      await textbox.fill(text)
      await textbox.press('Enter')
    },
  }
}

export function details(page: Page) {
  const panel = page.getByRole('complementary', { name: 'Contact details' })
  return {
    panel,
    devices: panel.getByRole('list', { name: 'Devices' }).getByRole('listitem'),
    close: panel.getByRole('button', { name: 'Close details' }),
  }
}

export function account(page: Page) {
  const banner = page.getByRole('banner', { name: 'Your account' })
  const dialog = page.getByRole('dialog', { name: 'Your status' })
  return {
    status: banner.getByRole('button', { name: /^Your status: / }),
    add: banner.getByRole('button', { name: 'Add contact or room' }),
    settings: banner.getByRole('button', { name: 'Settings' }),
    dialog,
    availability: (name: string) => dialog.getByRole('radio', { name, exact: true }),
    statusMessage: dialog.getByRole('textbox', { name: 'Status message' }),
  }
}

export function connection(page: Page) {
  const status = page.getByRole('status', { name: 'Connection' })
  return { status, tryNow: status.getByRole('button', { name: 'Try now' }) }
}

/** A name that begins like this; counts may follow. */
function begins(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}
