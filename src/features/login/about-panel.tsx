import { words } from '../../i18n/words.ts'
import { Brand } from './brand.tsx'
import { SampleTimeline } from './sample-timeline.tsx'

/** What this is, beside the form. */
export function AboutPanel() {
  const text = words.signIn
  return (
    <aside className="art" aria-label={text.aboutRegion}>
      <Brand />
      <div className="grid gap-10">
        <p className="tag">{text.tagline}</p>
        <SampleTimeline />
      </div>
      <p className="hint legal">{text.promise}</p>
    </aside>
  )
}
