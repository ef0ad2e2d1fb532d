import { useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import type { IconName } from './icon.tsx'
import { Menu, type MenuEntry } from './menu.tsx'

export interface MenuButtonProps {
  /** Name of the button and of its menu. */
  readonly label: string
  readonly icon: IconName
  readonly entries: readonly MenuEntry[]
  readonly small?: boolean
  readonly className?: string
}

/** An icon button that opens a menu. */
export function MenuButton({ label, icon, entries, small = false, className = '' }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        label={label}
        icon={icon}
        small={small}
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' || open) return
          event.preventDefault()
          setOpen(true)
        }}
      />
      {open && button.current && (
        <Menu
          label={label}
          entries={entries}
          anchor={button.current}
          returnFocus={button.current}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
