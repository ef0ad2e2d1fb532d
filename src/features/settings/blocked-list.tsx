import { useRef } from 'react'
import { useAccountState } from '../../components/use-account.ts'
import { settingsWords } from '../../i18n/settings-words.ts'
import { Button } from '../../ui/button.tsx'
import { Text } from '../../ui/text.tsx'
import { type BareJid, localOf } from '../../xmpp/jid.ts'

const text = settingsWords.blocked

export function BlockedList({ onUnblock }: { readonly onUnblock: (jid: BareJid) => Promise<boolean> }) {
  const jids = useAccountState(state => state.blocking.jids)
  const list = useRef<HTMLUListElement>(null)
  const place = useRef<HTMLDivElement>(null)

  async function unblock(jid: BareJid, index: number) {
    const next =
      list.current?.querySelectorAll('button')[index + 1] ??
      list.current?.querySelectorAll('button')[index - 1]
    if (!(await onUnblock(jid))) return
    // The focus goes on to the next of the list, or to where the list was.
    requestAnimationFrame(() => (next?.isConnected ? next : place.current)?.focus())
  }

  return (
    <div ref={place} tabIndex={-1}>
      {jids.size === 0 ? (
        <p className="hint">{text.nobody}</p>
      ) : (
        <ul className="list" aria-label={text.list} ref={list}>
          {[...jids].sort().map((jid, index) => (
            <li key={jid} className="it flex items-center justify-between gap-4" data-jid={jid}>
              <span className="min-w-0">
                <Text className="block truncate font-[550]">{jid}</Text>
                <span className="hint block text-xs/4!">
                  {localOf(jid) === undefined ? text.wholeServer : text.oneAddress}
                </span>
              </span>
              <Button size="small" aria-label={text.unblockOne(jid)} onClick={() => void unblock(jid, index)}>
                {text.unblock}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
