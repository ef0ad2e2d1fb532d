import type { CSSProperties } from 'react'
import { initialsOf } from '../state/roster.ts'
import type { Whereabouts } from '../state/whereabouts.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { Glyph, glyphOf } from './glyph.tsx'
import { hueOf } from './hue.ts'

const GLYPH_SIZES: Readonly<Record<number, number>> = { 20: 12, 24: 12, 28: 12, 64: 20 }

interface AvatarProps {
  readonly name: string
  readonly jid: BareJid
  /** Without it the avatar carries no mark of presence. */
  readonly about?: Whereabouts
  /** Drawn sizes: 20, 24, 28, 32, 36, 40, 64. */
  readonly size?: number
  /** False where the mark of presence stands elsewhere. */
  readonly withGlyph?: boolean
}

/** Initials on the hue of the address; whoever is not there is drained of it, whoever may not be is hatched. Decoration: the words stand beside it. */
export function Avatar({ name, jid, about, size = 36, withGlyph = true }: AvatarProps) {
  const look = about?.stale ? ' stale' : about !== undefined && about.state !== 'here' ? ' gone' : ''
  const style = { '--h': hueOf(jid).toFixed(1) } as CSSProperties
  return (
    <span className={`av s${size}${look}`} style={style} aria-hidden="true">
      <span className="face">{initialsOf(name, jid)}</span>
      {about && withGlyph && (
        <span className="badge">
          <Glyph kind={glyphOf(about)} size={GLYPH_SIZES[size] ?? 14} lastKnown={!about.live} />
        </span>
      )}
    </span>
  )
}
