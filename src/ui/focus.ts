const tabbable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]'

/** What Tab visits inside an element, in order. */
export function tabStops(container: Element): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(tabbable)].filter(
    element => element.tabIndex >= 0 && !element.closest('[inert]') && element.getClientRects().length > 0,
  )
}

/** Keeps Tab inside the container: from its last stop to its first and back. */
export function wrapTab(event: KeyboardEvent | React.KeyboardEvent, container: Element): void {
  if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return
  const stops = tabStops(container)
  const first = stops[0]
  const last = stops.at(-1)
  const at = document.activeElement
  if (!first || !last) event.preventDefault()
  else if (event.shiftKey && (at === first || !stops.includes(at as HTMLElement))) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first.focus()
  }
}

/** What has the focus now, for giving it back later. */
export function focusedElement(): HTMLElement | undefined {
  const active = document.activeElement
  return active instanceof HTMLElement && active !== document.body ? active : undefined
}
