import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export interface RadioOption<T extends string> {
  readonly value: T
  /** Its accessible name, when the content alone does not say it. */
  readonly label?: string
  /** What more there is to know, for whom the content is not read out. */
  readonly description?: string
  readonly content: ReactNode
}

export interface RadioGroupProps<T extends string> {
  readonly label: string
  readonly options: readonly RadioOption<T>[]
  /** Undefined: none of them yet. */
  readonly value: T | undefined
  readonly onChange: (value: T) => void
  /** Class of the group and of each radio. */
  readonly className?: string
  readonly optionClassName?: string
}

/** Exactly one of a few: one tab stop, arrow keys choose (WAI-ARIA radio group). */
export function RadioGroup<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
  optionClassName,
}: RadioGroupProps<T>) {
  const group = useRef<HTMLDivElement>(null)
  const chosen = options.find(option => option.value === value)?.value ?? options[0]?.value

  function onKeyDown(event: KeyboardEvent) {
    const next = nextIndex(
      event,
      options.length,
      options.findIndex(option => option.value === chosen),
    )
    const option = next === undefined ? undefined : options[next]
    if (!option) return
    event.preventDefault()
    onChange(option.value)
    const radio = group.current?.querySelectorAll<HTMLElement>('[role=radio]')[next ?? 0]
    radio?.focus()
  }

  return (
    <div role="radiogroup" aria-label={label} ref={group} className={className} onKeyDown={onKeyDown}>
      {options.map(option => (
        // biome-ignore lint/a11y/useSemanticElements: buttons can be drawn as segments, rows and cards alike.
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          {...(option.label === undefined ? {} : { 'aria-label': option.label })}
          {...(option.description === undefined ? {} : { 'aria-description': option.description })}
          tabIndex={option.value === chosen ? 0 : -1}
          className={optionClassName}
          onClick={() => onChange(option.value)}
        >
          {option.content}
        </button>
      ))}
    </div>
  )
}

function nextIndex(event: KeyboardEvent, length: number, current: number): number | undefined {
  const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
  switch (event.key) {
    case 'ArrowDown':
      return (current + 1) % length
    case 'ArrowUp':
      return (current - 1 + length) % length
    case 'ArrowRight':
      return (current + (mirrored ? length - 1 : 1)) % length
    case 'ArrowLeft':
      return (current + (mirrored ? 1 : length - 1)) % length
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
