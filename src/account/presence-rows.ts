import type { ContactPresence, Device, PresenceSlice } from '../state/presence.ts'
import { type BareJid, withResource } from '../xmpp/jid.ts'
import type { Presence } from '../xmpp/presence.ts'

/**
 * What is known of these contacts as presence stanzas again, for the next page when the stream is resumed: nobody tells
 * it anew. That somebody is gone is knowledge too.
 */
export function presenceRows(
  slice: PresenceSlice,
  jids: ReadonlySet<BareJid>,
): { readonly jid: BareJid; readonly resources: readonly Presence[] }[] {
  return [...jids].map(jid => {
    const contact = slice.contacts.get(jid)
    const devices = contact?.devices ?? []
    return {
      jid,
      resources:
        devices.length > 0 ? devices.flatMap(device => toPresences(jid, device)) : gone(jid, contact),
    }
  })
}

/**
 * A device as its server told it: since when it is as it is (where that is known), its last presence, and what annotates
 * it since when.
 */
function toPresences(jid: BareJid, device: Device): Presence[] {
  const { since, stale } = device
  const last = toPresence(jid, device)
  const begun = since === undefined ? [] : [{ ...last, delayedFrom: since }]
  if (!stale?.by) return [...begun, last]
  const { by, kind, description, since: staleSince } = stale
  const { delayedFrom: _, ...replay } = last
  const annotation = { by, kind, ...(description && { description }) }
  return [
    ...begun,
    last,
    { ...replay, annotation, ...(staleSince !== undefined && { delayedFrom: staleSince }) },
  ]
}

function toPresence(jid: BareJid, device: Device): Presence {
  return {
    from: device.resource === '' ? jid : withResource(jid, device.resource),
    type: 'available',
    availability: device.availability,
    priority: device.priority,
    delayedFrom: device.at,
    ...(device.status === undefined ? {} : { status: device.status }),
    ...(device.idleSince === undefined ? {} : { idleSince: device.idleSince }),
    ...(device.caps === undefined ? {} : { caps: device.caps }),
  }
}

function gone(jid: BareJid, contact: ContactPresence | undefined): Presence[] {
  if (!contact) return []
  const seen = contact.lastSeen === undefined ? {} : { delayedFrom: contact.lastSeen }
  return [{ from: jid, type: 'unavailable', availability: 'available', priority: 0, ...seen }]
}
