import { useId } from 'react'
import { words } from '../../i18n/words.ts'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'

interface AdvancedFieldsProps {
  readonly open: boolean
  readonly onToggle: () => void
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (serverUrl: string) => void
}

export function AdvancedFields({ open, onToggle, value, error, onChange }: AdvancedFieldsProps) {
  const id = useId()
  const text = words.signIn
  return (
    <div className="disc">
      <button type="button" className="sum" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <Icon name="right" size={16} />
        {text.advanced}
      </button>
      <div id={id} hidden={!open} className="pt-2">
        <TextField
          label={text.serverUrl}
          name="server"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          placeholder={text.serverUrlPlaceholder}
          hint={text.serverUrlHint}
          value={value}
          error={error}
          onChange={event => onChange(event.target.value)}
        />
      </div>
    </div>
  )
}
