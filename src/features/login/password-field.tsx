import { useState } from 'react'
import { words } from '../../i18n/words.ts'
import { IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'

interface PasswordFieldProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (password: string) => void
}

export function PasswordField({ value, error, onChange }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const text = words.signIn
  return (
    <TextField
      large
      label={text.password}
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      value={value}
      error={error}
      onChange={event => onChange(event.target.value)}
      trailing={
        <IconButton
          className="absolute end-1.5 top-1.5"
          label={text.showPassword}
          icon={shown ? 'eye-off' : 'eye'}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
