import { ownCaps } from '../../session/answers.ts'
import { type Availability, encodePresence } from '../../xmpp/presence.ts'
import type { Account } from '../account.ts'

/** Kept over reconnects and reloads. */
export function setOwnPresence(
  account: Account,
  own: { readonly availability: Availability; readonly status: string },
): void {
  account.store.setState({ own })
  void account.storage.writeValue('own', own)
  broadcastPresence(account)
}

/** Always with `<c/>`: a presence without it tells a server that we cannot do PEP. */
export function broadcastPresence({ session, store }: Account): void {
  const { availability, status } = store.getState().own
  session.send(encodePresence({ availability, ...(status ? { status } : {}), caps: ownCaps }))
}

const AVAILABILITIES: readonly string[] = ['available', 'away', 'chat', 'dnd', 'xa']

/** What `setOwnPresence` stored, or undefined. */
export function readOwnPresence(value: unknown): { availability: Availability; status: string } | undefined {
  if (typeof value !== 'object' || value === null || !('availability' in value) || !('status' in value))
    return
  const { availability, status } = value
  if (
    typeof availability !== 'string' ||
    !AVAILABILITIES.includes(availability) ||
    typeof status !== 'string'
  )
    return
  return { availability: availability as Availability, status }
}
