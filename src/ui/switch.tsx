import './switch.css'
import { useId } from 'react'
import { Icon } from './icon.tsx'

export interface SwitchProps {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** Why it cannot be used; it stays focusable. */
  readonly unavailable?: string | undefined
}

/** On or off, at once. Its mark differs by shape too, not by colour alone. */
export function Switch({ label, hint, checked, onChange, unavailable }: SwitchProps) {
  const id = useId()
  const explanation = unavailable ?? hint
  return (
    <label className="sw">
      <span className="ttl">{label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        {...(explanation ? { 'aria-describedby': id } : {})}
        {...(unavailable ? { 'aria-disabled': true } : {})}
        checked={checked}
        onChange={event => {
          if (!unavailable) onChange(event.target.checked)
        }}
      />
      <span className="track">
        <Icon name={checked ? 'check' : 'minus'} />
      </span>
      {explanation && (
        <span className="hint" id={id}>
          {explanation}
        </span>
      )}
    </label>
  )
}
