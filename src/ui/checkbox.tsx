import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon.tsx'

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { readonly children: ReactNode }

export function Checkbox({ children, ...input }: CheckboxProps) {
  return (
    <label className="check">
      <input {...input} type="checkbox" />
      <span className="box">
        <Icon name="check" size={14} />
      </span>
      <span>{children}</span>
    </label>
  )
}
