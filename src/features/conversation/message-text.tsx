import { Fragment, useMemo, useState } from 'react'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { SafeLink } from '../../ui/safe-link.tsx'
import { excerptOf } from './excerpt.ts'
import { findLinks } from './find-links.ts'

/** What somebody wrote, as written: line breaks kept, links that are what they seem, its direction its own affair. */
export function MessageText({ body }: { readonly body: string }) {
  const [whole, setWhole] = useState(false)
  const excerpt = useMemo(() => (whole ? body : excerptOf(body)), [body, whole])
  const segments = useMemo(() => findLinks(excerpt), [excerpt])
  return (
    <div className="bub">
      <div className="txt" dir="auto">
        {segments.map((segment, i) =>
          segment.kind === 'link' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message's pieces never move
            <bdi key={i} dir="ltr">
              <SafeLink href={segment.href}>{segment.text}</SafeLink>
            </bdi>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message's pieces never move
            <Fragment key={i}>{withoutOverrides(segment.text)}</Fragment>
          ),
        )}
        {excerpt !== body && '…'}
      </div>
      {excerpt !== body && (
        <button type="button" className="btn secondary sm whole" onClick={() => setWhole(true)}>
          {conversationWords.showAll}
        </button>
      )}
    </div>
  )
}

/** Without the characters that turn the letters after them round: nobody writes them, and they hide what is said (T27). */
function withoutOverrides(text: string): string {
  return text.replaceAll(/[\u202D\u202E]/g, '')
}
