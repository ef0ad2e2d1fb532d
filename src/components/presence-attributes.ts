import type { Timestamp } from '../lib/time.ts'
import type { Whereabouts } from '../state/whereabouts.ts'

/** What rows, lanes and headers tell about a contact in attributes. One that does not apply is absent. */
export interface PresenceAttributes {
  readonly 'data-presence'?: string
  readonly 'data-stale'?: string
  readonly 'data-stale-since'?: string
  readonly 'data-last-known'?: string
  readonly 'data-idle-since'?: string
  readonly 'data-last-seen'?: string
  readonly 'data-live'?: 'false'
}

export function presenceAttributes(about: Whereabouts): PresenceAttributes {
  const presence =
    about.state === 'here' ? about.availability : about.state === 'offline' ? 'offline' : undefined
  return {
    ...(presence === undefined ? {} : { 'data-presence': presence }),
    ...(about.stale && {
      'data-stale': about.stale.kind,
      ...(about.stale.since !== undefined && { 'data-stale-since': isoWithOffset(about.stale.since) }),
    }),
    ...(about.staleFrom === undefined ? {} : { 'data-last-known': isoWithOffset(about.staleFrom) }),
    ...(about.idleSince === undefined ? {} : { 'data-idle-since': isoWithOffset(about.idleSince) }),
    ...(about.lastSeen === undefined ? {} : { 'data-last-seen': isoWithOffset(about.lastSeen) }),
    ...(about.live ? {} : { 'data-live': 'false' as const }),
  }
}

/** ISO 8601 in the viewer's zone: `2025-11-20T14:20:00+01:00`. */
export function isoWithOffset(at: Timestamp): string {
  const minutes = -new Date(at).getTimezoneOffset()
  const local = new Date(at + minutes * 60_000).toISOString().replace(/(?:\.\d+)?Z$/, '')
  const digits = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0')
  return `${local}${minutes < 0 ? '-' : '+'}${digits(minutes / 60)}:${digits(minutes % 60)}`
}
