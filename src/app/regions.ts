import { words } from '../i18n/words.ts'

const contactsTree = `nav[aria-label="${words.common.window.contacts}"] [role=tree] [tabindex="0"]`

/** F6: the parts of the window in order, each with what in it takes the focus. */
const regions = [contactsTree, 'main [role=log]', 'main textarea, main h1', 'aside[aria-label] button']

/** Moves the focus to the next part of the window, or to the one before. */
export function focusRegion(step: 1 | -1): void {
  const stops = regions
    .map(selector => document.querySelector<HTMLElement>(selector))
    .filter(stop => stop !== null)
  const at = stops.findLastIndex(stop => {
    const part = stop.closest('nav, form, [role=log], aside') ?? stop
    return part.contains(document.activeElement)
  })
  const next = stops.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % stops.length)
  focusOn(next)
}

/** Into the conversation: its text field, else its heading. */
export function focusMain(): void {
  focusOn(
    document.querySelector<HTMLElement>('main textarea') ?? document.querySelector<HTMLElement>('main h1'),
  )
}

/** Into the list, unless somebody has put the focus somewhere already. */
export function focusContacts(): void {
  if (document.activeElement === document.body) focusOn(document.querySelector<HTMLElement>(contactsTree))
}

export function focusSearch(): void {
  focusOn(document.querySelector<HTMLElement>('[role=search] input'))
}

function focusOn(element: HTMLElement | null | undefined): void {
  if (element && element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1
  element?.focus()
}
