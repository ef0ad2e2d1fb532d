import './select.css'
import { type ReactNode, useId } from 'react'

export interface SelectProps<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** The label is only heard. */
  readonly labelHidden?: boolean
  readonly small?: boolean
  /** Stands below the label, which then stands beside the list. */
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

/** One of many: the browser's own list (role combobox). */
export function Select<T extends string>({
  label,
  options,
  value,
  onChange,
  labelHidden = false,
  small = false,
  hint,
  disabled = false,
}: SelectProps<T>) {
  const id = useId()
  return (
    <div className={hint ? 'flex items-center justify-between gap-4' : 'field'}>
      {hint ? (
        <span className="min-w-0">
          <label htmlFor={id} className="block font-[550]">
            {label}
          </label>
          <span className="hint block" id={`${id}-hint`}>
            {hint}
          </span>
        </span>
      ) : (
        <label htmlFor={id} className={labelHidden ? 'sr' : undefined}>
          {label}
        </label>
      )}
      <select
        id={id}
        disabled={disabled}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        className={`input ${small ? 'sm' : ''} ${hint ? 'flex-none' : ''}`}
        value={value}
        onChange={event => {
          const chosen = options.find(option => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
