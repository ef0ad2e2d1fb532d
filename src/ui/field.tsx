import { type ComponentProps, type ReactNode, useId } from 'react'

interface FieldWords {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with the value, in words. */
  readonly error?: string | undefined
  /** The label is only heard. */
  readonly labelHidden?: boolean
}

export type TextFieldProps = FieldWords &
  Omit<ComponentProps<'input'>, 'className'> & {
    readonly large?: boolean
    /** A control inside the box at its end, such as "Show password". */
    readonly trailing?: ReactNode
  }

/** A labelled input; its hint and its error are wired to it. */
export function TextField({
  label,
  hint,
  error,
  labelHidden = false,
  large = false,
  trailing,
  ...input
}: TextFieldProps) {
  const ownId = useId()
  const id = input.id ?? ownId
  const described = describedBy(id, { hint, error }, input['aria-describedby'])
  const control = (
    <input
      {...input}
      id={id}
      className={['input', large ? 'lg' : '', error ? 'bad' : '', trailing ? 'pe-11' : '']
        .filter(Boolean)
        .join(' ')}
      {...(error ? { 'aria-invalid': true } : {})}
      {...(described ? { 'aria-describedby': described } : {})}
    />
  )
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? 'sr' : undefined}>
        {label}
      </label>
      {trailing ? (
        <div className="relative">
          {control}
          {trailing}
        </div>
      ) : (
        control
      )}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}

/** Ids of what explains the field, for `aria-describedby`; undefined when nothing does. */
export function describedBy(
  id: string,
  notes: { readonly hint?: ReactNode; readonly error?: string | undefined },
  more?: string,
): string | undefined {
  const ids = [notes.error ? `${id}-error` : '', notes.hint ? `${id}-hint` : '', more ?? ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** The words under a field, with the ids that describedBy names. */
export function FieldNotes({
  id,
  hint,
  error,
}: {
  readonly id: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
}) {
  return (
    <>
      {error && (
        <span className="hint text-dnd-ink" id={`${id}-error`}>
          {error}
        </span>
      )}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </>
  )
}
