import { words } from '../../i18n/words.ts'
import { Icon } from '../../ui/icon.tsx'
import { Text } from '../../ui/text.tsx'
import type { Failure } from './failure.ts'

export function FailureAlert({ failure }: { readonly failure: Failure }) {
  const text = words.signIn
  return (
    <div className="alert" role="alert">
      <Icon name="warn" />
      <span>
        <b>{text.lede}</b> {failure.message}
        {failure.serverText && (
          <>
            {' '}
            <Text>{text.serverSays(failure.serverText)}</Text>
          </>
        )}
      </span>
    </div>
  )
}
