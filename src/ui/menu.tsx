import './pop.css'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { type Anchor, useAnchored } from './anchored.ts'
import { useDismissOutside } from './dismiss.ts'
import { Icon, type IconName } from './icon.tsx'

export interface MenuEntry {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: IconName
  /** Given: a menuitemcheckbox. */
  readonly checked?: boolean
  /** Why it cannot be chosen now. */
  readonly unavailable?: string | undefined
  readonly danger?: boolean
}

export interface MenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly anchor: Anchor
  /** Where the focus goes when it closes. */
  readonly returnFocus: HTMLElement | null
  readonly onClose: () => void
}

/** A menu beside a button or at the pointer (WAI-ARIA menu). Rendered = open. */
export function Menu({ label, entries, anchor, returnFocus, onClose }: MenuProps) {
  const layer = useRef<HTMLDivElement>(null)
  const style = useAnchored(layer, anchor)
  const typed = useRef({ text: '', at: 0 })
  useDismissOutside(layer, anchor, onClose)
  useEffect(() => itemsOf(layer.current)[0]?.focus({ preventScroll: true }), [])

  function close() {
    returnFocus?.focus()
    onClose()
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      close()
      return
    }
    const items = itemsOf(layer.current)
    const target = targetOf(event, items) ?? typeAhead(event, items, typed.current)
    if (!target) return
    event.preventDefault()
    target.focus()
  }

  return createPortal(
    <div
      role="menu"
      aria-label={label}
      ref={layer}
      style={style}
      className="dlg pop menu"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={event => event.stopPropagation()}
      onContextMenu={event => event.preventDefault()}
    >
      {entries.map(entry => (
        <button
          key={entry.label}
          type="button"
          role={entry.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
          tabIndex={-1}
          {...(entry.checked === undefined ? {} : { 'aria-checked': entry.checked })}
          {...(entry.unavailable
            ? { 'aria-disabled': true, 'aria-description': entry.unavailable, title: entry.unavailable }
            : {})}
          className={`mi ${entry.danger ? 'text-dnd-ink' : ''}`}
          onPointerMove={event => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            if (entry.unavailable) return
            close()
            entry.onSelect()
          }}
        >
          {entry.icon ? <Icon name={entry.icon} /> : <span />}
          <span>{entry.label}</span>
          {entry.checked && <Icon name="check" size={16} />}
        </button>
      ))}
    </div>,
    document.body,
  )
}

function itemsOf(menu: Element | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
}

function targetOf(event: KeyboardEvent, items: readonly HTMLElement[]): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement)
  switch (event.key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length]
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1)
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
    default:
      return undefined
  }
}

/** Letters typed within half a second of each other make one word. */
function typeAhead(event: KeyboardEvent, items: readonly HTMLElement[], typed: { text: string; at: number }) {
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey)
    return undefined
  typed.text = (event.timeStamp - typed.at < 500 ? typed.text : '') + event.key.toLocaleLowerCase()
  typed.at = event.timeStamp
  const from = items.indexOf(document.activeElement as HTMLElement) + (typed.text.length === 1 ? 1 : 0)
  const ordered = [...items.slice(from), ...items.slice(0, from)]
  return ordered.find(item => item.textContent?.toLocaleLowerCase().startsWith(typed.text))
}
