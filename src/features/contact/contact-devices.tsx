import { useId } from 'react'
import { Glyph, glyphOf } from '../../components/glyph.tsx'
import { presenceAttributes } from '../../components/presence-attributes.ts'
import { useAccountState, useAnswer } from '../../components/use-account.ts'
import { useWhereaboutsWords, useWoken } from '../../components/use-whereabouts.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import { clientKey } from '../../state/clients.ts'
import { type Device, devicesOf } from '../../state/presence.ts'
import { sharesWithUs } from '../../state/roster.ts'
import { deviceWhereabouts } from '../../state/whereabouts.ts'
import { Icon } from '../../ui/icon.tsx'
import { Text } from '../../ui/text.tsx'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'

const text = contactWords.details
const PORTABLE: ReadonlySet<string> = new Set(['handheld', 'phone', 'sms'])

/** Where the contact is signed in, device by device. */
export function ContactDevices({ jid }: { readonly jid: BareJid }) {
  const heading = useId()
  const devices = useAccountState(state => devicesOf(state.presence, jid))
  const isShared = useAccountState(state => sharesWithUs(state.roster, jid))
  return (
    <section className="sec" aria-labelledby={heading}>
      <h3 id={heading}>{text.devices}</h3>
      {devices.length === 0 ? (
        <p className="hint">{isShared ? text.noDevices : text.devicesUnknown}</p>
      ) : (
        <ul aria-label={text.devices}>
          {[...devices].sort(byResource).map(device => (
            <DeviceItem key={device.resource} device={device} domain={domainOf(jid)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function byResource(a: Device, b: Device): number {
  return b.priority - a.priority || (a.resource < b.resource ? -1 : 1)
}

function DeviceItem({ device, domain }: { readonly device: Device; readonly domain: string }) {
  const { caps, resource } = device
  const client = useAccountState(state => (caps ? state.clients.byHash.get(clientKey(caps)) : undefined))
  const about = useWoken(useAnswer((state, now) => deviceWhereabouts(state, device, now, domain)))
  const { header } = useWhereaboutsWords(about)
  return (
    <li
      className="dev"
      data-resource={resource}
      data-priority={device.priority}
      {...presenceAttributes(about)}
    >
      <Icon name={client?.type !== undefined && PORTABLE.has(client.type) ? 'phone' : 'laptop'} />
      <span className="t">
        <Text className="truncate">{client?.name ?? text.unnamedClient}</Text>
        <Text className="hint truncate font-normal">{resource}</Text>
      </span>
      <span className="s">
        <Glyph kind={glyphOf(about)} size={12} lastKnown={!about.live} />
        <span className="min-w-0 break-words">
          {header.live} <Text className="hint">{header.rest}</Text>
        </span>
      </span>
    </li>
  )
}
