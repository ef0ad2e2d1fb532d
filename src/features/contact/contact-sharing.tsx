import { useId, useRef } from 'react'
import { askToSee, stopSharing } from '../../account/actions/contacts.ts'
import { ActionAlert } from '../../components/action-alert.tsx'
import { useName, useShortName } from '../../components/name.tsx'
import { useAccount, useAccountState, useAnswer } from '../../components/use-account.ts'
import { useAction } from '../../components/use-action.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import { maySeeUs, rosterItemOf, sharesWithUs, subscriptionOf } from '../../state/roster.ts'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { Text } from '../../ui/text.tsx'
import type { BareJid } from '../../xmpp/jid.ts'

const text = contactWords.details

/** Who sees whom. */
export function ContactSharing({ jid }: { readonly jid: BareJid }) {
  const account = useAccount()
  const notify = useNotify()
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const name = useName(jid)
  const action = useAction()
  const groups = useAccountState(state => rosterItemOf(state.roster, jid)?.groups)
  const { subscription, seesUs, weSee } = useAnswer(state => ({
    subscription: subscriptionOf(state.roster, jid),
    seesUs: maySeeUs(state.roster, jid),
    weSee: sharesWithUs(state.roster, jid),
  }))
  const failed = contactWords.sharing.failed(name)

  async function ask() {
    if (await action.run(() => askToSee(account, jid), failed)) notify(contactWords.sharing.asked)
  }

  async function stop() {
    // Its button goes with what it takes back.
    if (await action.run(() => stopSharing(account, jid), failed)) heading.current?.focus()
  }

  return (
    <section className="sec" aria-labelledby={headingId}>
      <h3 id={headingId} ref={heading} tabIndex={-1}>
        {text.sharing}
      </h3>
      <dl className="kv">
        <dt>{text.presence}</dt>
        <dd>
          <SharedWords jid={jid} subscription={subscription} seesUs={seesUs} />
        </dd>
        <dt>{text.group}</dt>
        <dd>
          <Text>{groups && groups.length > 0 ? groups.join(', ') : text.noGroup}</Text>
        </dd>
      </dl>
      <ActionAlert>{action.error}</ActionAlert>
      {(!weSee || seesUs) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {!weSee && (
            <Button size="small" aria-busy={action.busy} onClick={ask}>
              {subscription === 'pending-out' ? text.askAgain : text.ask}
            </Button>
          )}
          {seesUs && (
            <Button size="small" aria-busy={action.busy} onClick={stop}>
              {text.stop}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

interface SharedWordsProps {
  readonly jid: BareJid
  readonly subscription: ReturnType<typeof subscriptionOf>
  readonly seesUs: boolean
}

function SharedWords({ jid, subscription, seesUs }: SharedWordsProps) {
  const short = useShortName(jid)
  if (subscription === 'pending-out' && seesUs) return text.sharedFromWaiting(short)
  const phrase = text.shared[subscription]
  return typeof phrase === 'string' ? phrase : phrase(short)
}
