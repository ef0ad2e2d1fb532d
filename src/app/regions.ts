import { words } from '../i18n/words.ts'

const contacts = [`nav[aria-label="${words.common.window.contacts}"] [role=tree] [tabindex="0"]`]
const log = ['main [role=log]']
const writing = ['main textarea', 'main h1']
const panel = ['main aside button']

/** F6: the parts of the window in order, each with what in it takes the focus, best first. */
const regions = [contacts, log, writing, panel]

/** Moves the focus to the next part of the window, or to the one before. */
export function focusRegion(step: 1 | -1): void {
  const stops = regions.map(firstOf).filter(stop => stop !== undefined)
  const at = stops.findLastIndex(stop => {
    const part = stop.closest('nav, form, [role=log], aside') ?? stop
    return part.contains(document.activeElement)
  })
  focusOn(stops.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % stops.length))
}

/** Into the conversation: its text field, else its heading. */
export function focusMain(): void {
  focusOn(firstOf(writing))
}

/** Into the list, unless somebody has put the focus somewhere already. */
export function focusContacts(): void {
  if (document.activeElement === document.body) focusList()
}

/** Into the list, where its keyboard is; false = there is none. */
export function focusList(): boolean {
  const place = firstOf([...contacts, `nav[aria-label="${words.common.window.contacts}"]`])
  focusOn(place)
  return place !== undefined
}

/** To what opens the details of the open conversation. */
export function focusDetailsOpener(): void {
  focusOn(firstOf([`main [aria-expanded][aria-label="${words.common.window.details}"]`]))
}

export function focusSearch(): void {
  focusOn(firstOf(['[role=search] input']))
}

function firstOf(selectors: readonly string[]): HTMLElement | undefined {
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) return element
  }
  return undefined
}

function focusOn(element: HTMLElement | undefined): void {
  if (element && element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1
  element?.focus()
}
