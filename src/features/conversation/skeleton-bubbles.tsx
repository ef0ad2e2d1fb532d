import { conversationWords } from '../../i18n/conversation-words.ts'

/** While the disk is read: shown only when that takes noticeably long (`.log-skeleton`). */
export function SkeletonBubbles() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a fieldset
    <div className="log-skeleton" role="group" aria-label={conversationWords.reading} aria-busy="true">
      <span className="sk" />
      <span className="sk own" />
      <span className="sk" />
    </div>
  )
}
