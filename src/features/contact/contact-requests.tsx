import { useMemo, useRef, useState } from 'react'
import { useAccountState } from '../../components/use-account.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import { shownRequests } from '../../state/settings.ts'
import { Button } from '../../ui/button.tsx'
import './contact.css'
import { RequestCard } from './request-card.tsx'

const text = contactWords.requests

/** Shown before "Show all": a flood of requests must not push the contacts off the screen. */
const FEW = 3

/** People who ask to see our presence, above the contacts. */
export function ContactRequests() {
  const roster = useAccountState(state => state.roster)
  const settings = useAccountState(state => state.settings)
  const requests = useMemo(() => shownRequests({ roster, settings }), [roster, settings])
  const [all, setAll] = useState(false)
  const region = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  if (requests.size === 0) return null
  const newestLast = [...requests.values()]
  const shown = all ? newestLast : newestLast.slice(0, FEW)

  /** On to the next card, else to what is left of the list. */
  function leave(card: HTMLElement) {
    const next = card.nextElementSibling ?? card.previousElementSibling
    const contacts = region.current?.parentElement
    return () => {
      const button = next?.isConnected ? next.querySelector('button') : null
      const target = button ?? contacts?.querySelector<HTMLElement>('[role=tree] [tabindex="0"]')
      ;(target ?? heading.current)?.focus()
    }
  }

  return (
    <section aria-label={text.region} className="requests" ref={region}>
      <h2 className="grp" ref={heading} tabIndex={-1}>
        <span>{text.heading(requests.size)}</span>
        <span className="sum">{requests.size}</span>
      </h2>
      <div className="grid gap-2">
        {shown.map(request => (
          <RequestCard key={request.jid} request={request} onLeaving={leave} />
        ))}
      </div>
      {shown.length < requests.size && (
        <Button variant="ghost" size="small" className="mx-3 mt-1" onClick={() => setAll(true)}>
          {text.all(requests.size)}
        </Button>
      )}
    </section>
  )
}
