import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type ButtonVariant = 'danger' | 'ghost' | 'primary' | 'secondary'

interface Availability {
  /** Why it cannot be used now: it stays focusable and says so; a click does nothing. */
  readonly unavailable?: string | undefined
}

type NativeButton = Omit<ComponentProps<'button'>, 'children'>

export type ButtonProps = NativeButton &
  Availability & {
    readonly variant?: ButtonVariant
    readonly size?: 'large' | 'medium' | 'small'
    readonly wide?: boolean
    readonly icon?: IconName
    readonly children: ReactNode
  }

const sizes = { small: 'sm', medium: '', large: 'lg' } as const

export function Button({
  variant = 'secondary',
  size = 'medium',
  wide = false,
  icon,
  unavailable,
  className = '',
  children,
  ...native
}: ButtonProps) {
  const classes = ['btn', variant, sizes[size], wide ? 'wide' : '', className]
  return (
    <button
      type="button"
      {...native}
      {...withheld(unavailable, native)}
      className={classes.filter(Boolean).join(' ')}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  )
}

export type IconButtonProps = NativeButton &
  Availability & {
    /** Its accessible name. */
    readonly label: string
    readonly icon: IconName
    readonly iconSize?: 14 | 16 | 20
    readonly small?: boolean
  }

export function IconButton({
  label,
  icon,
  iconSize = 20,
  small = false,
  unavailable,
  className = '',
  ...native
}: IconButtonProps) {
  const classes = ['ib', small ? 'sm' : '', className]
  return (
    <button
      type="button"
      {...native}
      {...withheld(unavailable, native)}
      aria-label={label}
      className={classes.filter(Boolean).join(' ')}
    >
      <Icon name={icon} size={iconSize} />
    </button>
  )
}

/** A control that cannot be used stays where it is, reachable and with its reason; `disabled` would hide it from the keyboard. */
export function withheld(reason: string | undefined, native: NativeButton = {}) {
  if (reason === undefined) return {}
  return {
    'aria-disabled': true,
    'aria-description': reason,
    title: native.title ?? reason,
    onClick: (event: MouseEvent) => event.preventDefault(),
  } as const
}
