import { lazy, Suspense, useRef, useState } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Glyph, type GlyphKind } from '../../components/glyph.tsx'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { nameOf } from '../../state/roster.ts'
import { Icon } from '../../ui/icon.tsx'
import { Text } from '../../ui/text.tsx'

export const loadStatusPopover = () => import('./status-popover.tsx')
const StatusPopover = lazy(async () => ({ default: (await loadStatusPopover()).StatusPopover }))

const text = words.status

/** Who we are and how others see us; opens "Your status". */
export function StatusButton({ onSharing }: { readonly onSharing: () => void }) {
  const { jid } = useAccount()
  const own = useAccountState(state => state.own)
  const connection = useAccountState(state => state.connection.state)
  const name = useAccountState(state => nameOf(state.roster, jid))
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)

  const online = connection === 'online'
  const isSeen = online && !own.hidden
  const chosen = own.hidden ? text.hidden : text.availabilities[own.availability]
  const shown = online ? chosen : connection === 'connecting' ? text.connecting : text.offlineShown(chosen)
  const glyph: GlyphKind = isSeen ? own.availability : connection === 'connecting' ? 'unknown' : 'offline'
  return (
    <>
      <button
        type="button"
        className="self"
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={text.button(shown)}
        data-presence={isSeen ? own.availability : 'offline'}
        onClick={() => setOpen(!open)}
      >
        <span className="av s32">
          <Avatar jid={jid} name={name} size={32} />
          <span className="badge">
            <Glyph kind={glyph} />
          </span>
        </span>
        <span>
          <Text className="nm">{name}</Text>
          <span className="st">
            {shown}
            {online && own.status && (
              <>
                <span aria-hidden="true"> · </span>
                <Text>{own.status}</Text>
              </>
            )}
          </span>
        </span>
        <Icon name="down" size={16} />
      </button>
      {open && (
        <Suspense>
          <StatusPopover anchor={button.current} onSharing={onSharing} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
