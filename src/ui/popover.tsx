import './pop.css'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { type Anchor, useAnchored } from './anchored.ts'
import { useDismissOutside } from './dismiss.ts'
import { focusedElement, tabStops } from './focus.ts'

export interface PopoverProps {
  readonly label: string
  readonly anchor: Anchor | null
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}

/** A dialog beside what opened it; the page behind stays in use. Rendered = open. */
export function Popover({ label, anchor, onClose, className = '', children }: PopoverProps) {
  const layer = useRef<HTMLDivElement>(null)
  const [opener] = useState(focusedElement)
  const style = useAnchored(layer, anchor)
  useDismissOutside(layer, anchor, onClose)

  useEffect(() => {
    const own = layer.current
    if (own && !own.contains(document.activeElement)) (tabStops(own)[0] ?? own).focus()
    return () => {
      // Closed by a press elsewhere: the focus is where the person put it.
      const lost = document.activeElement === null || document.activeElement === document.body
      if (opener?.isConnected && (lost || own?.contains(document.activeElement))) opener.focus()
    }
  }, [opener])

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    onClose()
    opener?.focus()
  }

  return createPortal(
    <div
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      ref={layer}
      style={style}
      className={`dlg pop ${className}`}
      onKeyDown={onKeyDown}
      onClick={event => event.stopPropagation()}
      onBlur={event => {
        const to = event.relatedTarget
        if (to && !layer.current?.contains(to) && to !== opener) onClose()
      }}
    >
      {children}
    </div>,
    document.body,
  )
}
