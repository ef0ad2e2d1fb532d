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

/** A stale device is two stanzas, as the server told it: what it was, and since when that is not sure. */
function toPresences(jid: BareJid, device: Device): Presence[] {
  const plain = toPresence(jid, device)
  if (!device.stale?.by) return [plain]
  const { by, kind, description, since } = device.stale
  const annotation = { by, kind, ...(description && { description }) }
  return [plain, { ...plain, delayedFrom: since, annotation }]
}

function toPresence(jid: BareJid, device: Device): Presence {
  return {
    from: device.resource === '' ? jid : withResource(jid, device.resource),
    type: 'available',
    availability: device.availability,
    priority: device.priority,
    delayedFrom: device.since ?? device.at,
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
