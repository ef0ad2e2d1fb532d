import './modal.css'
import {
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { focusedElement, wrapTab } from './focus.ts'

export interface ModalProps {
  readonly role?: 'alertdialog' | 'dialog'
  /** Id of its heading; or `label`. */
  readonly labelledBy?: string
  readonly label?: string
  readonly describedBy?: string
  readonly className: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A layer over everything else: the rest of the page is inert, Tab stays inside, Esc closes it, the focus goes back to
 * where it came from. An element with `autoFocus` gets the focus, else `[data-autofocus]`, else the dialog itself.
 */
export function Modal({
  role = 'dialog',
  labelledBy,
  label,
  describedBy,
  className,
  onClose,
  children,
}: ModalProps) {
  const [opener] = useState(focusedElement)
  const scrim = useRef<HTMLDivElement>(null)
  const dialog = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const silenced = [...document.body.children].filter(
      element =>
        element !== scrim.current && !(element as HTMLElement).inert && !element.hasAttribute('data-live'),
    ) as HTMLElement[]
    for (const element of silenced) element.inert = true
    if (!dialog.current?.contains(document.activeElement)) {
      const first = dialog.current?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.current
      first?.focus()
    }
    return () => {
      for (const element of silenced) element.inert = false
      if (opener?.isConnected) opener.focus()
    }
  }, [opener])

  function onKeyDown(event: KeyboardEvent) {
    // What is typed here is no business of what lies below, of which this is a child in React's eyes.
    event.stopPropagation()
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose()
    else if (dialog.current) wrapTab(event, dialog.current)
  }

  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: the scrim only catches what happens outside of the dialog.
    <div
      className="scrim"
      ref={scrim}
      onKeyDown={onKeyDown}
      onClick={stop}
      onContextMenu={stop}
      onPointerDown={event => {
        event.stopPropagation()
        if (event.target === scrim.current && role === 'dialog') onClose()
      }}
    >
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is one of two, both know aria-modal. */}
      <div
        role={role}
        aria-modal="true"
        aria-labelledby={labelledBy}
        aria-label={label}
        aria-describedby={describedBy}
        tabIndex={-1}
        ref={dialog}
        className={`dlg ${className}`}
      >
        {children}
      </div>
    </div>,
    document.body,
  )
}

function stop(event: SyntheticEvent) {
  event.stopPropagation()
}
