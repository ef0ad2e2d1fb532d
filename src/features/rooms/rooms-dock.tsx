import './rooms.css'
import { words } from '../../i18n/words.ts'
import { IconButton } from '../../ui/button.tsx'

const text = words.common.window

/** The rooms below the contacts; on phones a screen of their own, which they give its heading. */
export function RoomsDock({ headingId }: { readonly headingId?: string }) {
  return (
    <nav className="dock" aria-label={text.rooms}>
      <div className="dockh">
        {headingId === undefined ? <h2>{text.rooms}</h2> : <h1 id={headingId}>{text.rooms}</h1>}
        <IconButton label={text.joinRoom} icon="plus" iconSize={16} small unavailable={text.roomsLater} />
      </div>
      <p className="hint">{text.roomsLater}</p>
    </nav>
  )
}
