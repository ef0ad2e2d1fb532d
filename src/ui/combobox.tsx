import { type ComponentProps, useId } from 'react'
import { TextField } from './field.tsx'

export type ComboboxProps = Omit<ComponentProps<'input'>, 'className' | 'list'> & {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  /** What is offered; anything else may be typed too. */
  readonly suggestions: readonly string[]
}

/** A text field that offers what exists already. The browser's own list: an `<input list>` has the role combobox. */
export function Combobox({ suggestions, ...field }: ComboboxProps) {
  const id = useId()
  return (
    <>
      <TextField {...field} list={id} autoComplete="off" />
      <datalist id={id}>
        {suggestions.map(suggestion => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </>
  )
}
