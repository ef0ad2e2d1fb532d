import { useState } from 'react'
import { checkReachability } from '../../account/actions/inquire.ts'
import { timeOfDay } from '../../components/describe-time.ts'
import { useAccount } from '../../components/use-account.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'

const text = conversationWords.stale

interface CheckAgain {
  readonly check: () => void
  readonly isAsking: boolean
  /** What came of it, in words. */
  readonly answer: string | undefined
}

/** "Check again": one question at a time, and an answer in any case. */
export function useCheckAgain(jid: BareJid): CheckAgain {
  const account = useAccount()
  const [isAsking, setAsking] = useState(false)
  const [answer, setAnswer] = useState<string>()
  const domain = domainOf(jid)

  async function ask(): Promise<string> {
    if (domain === domainOf(account.jid)) return text.tellsByItself(domain)
    if (!(await checkReachability(account, jid))) return text.tooSoon
    const isSilent = account.store.getState().presence.unreachable.has(domain)
    return isSilent ? text.noAnswer(domain, timeOfDay(Date.now())) : text.answers(domain)
  }

  function check() {
    if (isAsking) return
    setAsking(true)
    ask()
      .then(setAnswer, () => {})
      .finally(() => setAsking(false))
  }

  return { check, isAsking, answer }
}
