import { startWords } from '../../i18n/start-words.ts'
import { words } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'

const text = startWords

/** A roster without anybody. */
export function FirstRun({
  headingId,
  onAddContact,
}: {
  readonly headingId: string
  readonly onAddContact: () => void
}) {
  return (
    <div className="pane">
      <div className="empty">
        <EmptyBoard />
        <h1 id={headingId} className="mt-3">
          {text.emptyHeading}
        </h1>
        <p>{text.emptyText}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          <Button variant="primary" icon="plus" onClick={onAddContact}>
            {text.addContact}
          </Button>
          <Button icon="hash" unavailable={words.common.window.roomsLater}>
            {text.joinRoom}
          </Button>
        </div>
      </div>
    </div>
  )
}

function EmptyBoard() {
  return (
    <svg width="144" height="64" viewBox="0 0 144 64" aria-hidden="true" fill="none">
      <path d="M8 16h128M8 32h128M8 48h128" stroke="var(--color-line)" strokeWidth="1.5" />
      <path d="M96 6v52" stroke="var(--color-accent)" strokeWidth="2" opacity=".55" />
      <circle cx="96" cy="16" r="6" fill="var(--color-available)" />
      <path d="M52 32h44" stroke="var(--color-idle)" strokeWidth="2" />
      <circle cx="52" cy="32" r="6" fill="var(--color-idle)" />
      <path d="M52 29v3.4l2.4 1.4" stroke="var(--cut)" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="26" cy="48" r="4.8" stroke="var(--color-offline)" strokeWidth="2" />
    </svg>
  )
}
