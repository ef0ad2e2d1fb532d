import { lazy, Suspense } from 'react'
import { words } from '../../i18n/words.ts'
import { Brand } from './brand.tsx'

/** A picture to look at while the form is ready long since. */
const SampleTimeline = lazy(async () => ({ default: (await import('./sample-timeline.tsx')).SampleTimeline }))

/** What this is, beside the form. */
export function AboutPanel() {
  const text = words.signIn
  return (
    <aside className="art" aria-label={text.aboutRegion}>
      <Brand />
      <div className="grid gap-10">
        <p className="tag">{text.tagline}</p>
        <Suspense>
          <SampleTimeline />
        </Suspense>
      </div>
      <p className="hint legal">{text.promise}</p>
    </aside>
  )
}
