import { type IconName, iconPaths } from './icon-paths.ts'

export type { IconName }

/** Pictures that point somewhere turn round in right-to-left text; clocks and ticks do not. */
const directed: ReadonlySet<IconName> = new Set(['door', 'left', 'log-out', 'reply', 'right', 'type'])

/** A picture beside words or in a named button; never speaks for itself. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: 14 | 16 | 20 }) {
  const classes = ['i', size === 20 ? '' : `s${size}`, directed.has(name) ? 'flip' : '']
  return (
    <svg className={classes.filter(Boolean).join(' ')} viewBox="0 0 20 20" aria-hidden="true">
      <path d={iconPaths[name]} {...(name === 'more' ? { strokeWidth: 2.4 } : {})} />
    </svg>
  )
}
