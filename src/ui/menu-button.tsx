import { lazy, Suspense, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import type { IconName } from './icon.tsx'
import type { MenuEntry } from './menu.tsx'

export const loadMenu = () => import('./menu.tsx')
const Menu = lazy(async () => ({ default: (await loadMenu()).Menu }))

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
        // The menu is on its way before the button is pressed.
        onPointerEnter={() => void loadMenu().catch(() => {})}
        onFocus={() => void loadMenu().catch(() => {})}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' || open) return
          event.preventDefault()
          setOpen(true)
        }}
      />
      {open && button.current && (
        <Suspense>
          <Menu
            label={label}
            entries={entries}
            anchor={button.current}
            returnFocus={button.current}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
