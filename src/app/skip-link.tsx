import { words } from '../i18n/words.ts'

/** Of the main part. */
export const MAIN_ID = 'conversation'

/** First in the order of Tab. The address after `#` is the route, so the link moves the focus by itself. */
export function SkipLink({ onSkip }: { readonly onSkip: () => void }) {
  return (
    <a
      className="skip"
      href={`#${MAIN_ID}`}
      onClick={event => {
        event.preventDefault()
        onSkip()
      }}
    >
      {words.common.skipToConversation}
    </a>
  )
}
