import type { Availability } from '../xmpp/presence.ts'

/** What the person chose; what goes out may add idle and caps. */
export interface OwnPresenceSlice {
  readonly availability: Availability
  readonly status: string
}

export const initialOwnPresence: OwnPresenceSlice = { availability: 'available', status: '' }
