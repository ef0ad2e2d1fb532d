import { useRef } from 'react'
import { approveRequest, blockContact, declineRequest } from '../../account/actions/contacts.ts'
import { ActionAlert } from '../../components/action-alert.tsx'
import { Avatar } from '../../components/avatar.tsx'
import { useName } from '../../components/name.tsx'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { useAction } from '../../components/use-action.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import type { ContactRequest } from '../../state/roster.ts'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { Text } from '../../ui/text.tsx'
import { domainOf } from '../../xmpp/jid.ts'

const text = contactWords.requests

interface RequestCardProps {
  readonly request: ContactRequest
  /** Asked before the card goes: how to bring the focus to what comes next. */
  readonly onLeaving: (card: HTMLElement) => () => void
}

export function RequestCard({ request, onLeaving }: RequestCardProps) {
  const { jid } = request
  const account = useAccount()
  const notify = useNotify()
  const name = useName(jid)
  const canBlock = useAccountState(state => state.blocking.supported !== false)
  const action = useAction()
  const card = useRef<HTMLDivElement>(null)

  async function answer(act: () => Promise<void>) {
    // Looked up now: when the answer is out, the card is gone.
    const moveOn = card.current ? onLeaving(card.current) : undefined
    if (!(await action.run(act, text.failed(name)))) return
    const lostFocus =
      document.activeElement === document.body || card.current?.contains(document.activeElement)
    if (lostFocus) moveOn?.()
  }

  async function block() {
    await answer(async () => {
      await blockContact(account, jid)
      notify(contactWords.block.done(name))
    })
  }

  return (
    <div className="request" data-jid={jid} data-subscription="pending-in" ref={card}>
      <div className="flex items-center gap-3">
        <Avatar name={name} jid={jid} about={{ state: 'unknown', live: true, typing: false }} />
        <span className="min-w-0 flex-1">
          <Text className="block truncate font-semibold">{name}</Text>
          <Text className="hint block truncate text-xs">{jid}</Text>
        </span>
        <MenuButton
          label={text.more(name)}
          icon="more"
          small
          entries={[
            {
              label: text.blockName(name),
              icon: 'block',
              danger: true,
              onSelect: block,
              ...(canBlock ? {} : { unavailable: contactWords.menu.cannotBlock(domainOf(account.jid)) }),
            },
          ]}
        />
      </div>
      {request.message !== undefined && (
        <p className="line-clamp-3 text-sm break-words">
          <Text>{request.message}</Text>
        </p>
      )}
      <ActionAlert>{action.error}</ActionAlert>
      <div className="grid grid-cols-2 gap-2">
        <Button
          size="small"
          aria-label={text.declineName(name)}
          aria-busy={action.busy}
          onClick={() => answer(() => declineRequest(account, jid))}
        >
          {text.decline}
        </Button>
        <Button
          size="small"
          variant="primary"
          aria-label={text.approveName(name)}
          aria-busy={action.busy}
          onClick={() => answer(() => approveRequest(account, jid))}
        >
          {text.approve}
        </Button>
      </div>
    </div>
  )
}
