import './select.css'
import { useId } from 'react'

export interface SelectProps<T extends string> {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** The label is only heard. */
  readonly labelHidden?: boolean
  readonly small?: boolean
}

/** One of many: the browser's own list (role combobox). */
export function Select<T extends string>({
  label,
  options,
  value,
  onChange,
  labelHidden = false,
  small = false,
}: SelectProps<T>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? 'sr' : undefined}>
        {label}
      </label>
      <select
        id={id}
        className={`input ${small ? 'sm' : ''}`}
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
