// Presence in words: DESIGN's "row text", "header" and "spoken" forms. Durations and days come ready made.
const join = (segments: readonly string[]) => segments.join(' · ')
const joinSpoken = (segments: readonly string[]) => segments.join(', ')

export const presence = {
  /** For Intl: language, order of day and month, 24 hours. */
  locale: 'en-GB',
  join,
  joinSpoken,

  minutes: (minutes: number) => `${minutes} min`,
  hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
  yesterdayAt: (time: string) => `yesterday ${time}`,
  weekdayAt: (weekday: string, time: string) => `${weekday} ${time}`,

  available: 'Available',
  chat: 'Free to chat',
  dnd: 'Do not disturb',
  away: 'Away',
  awayFor: (duration: string) => `Away ${duration}`,
  awaySince: (when: string) => `Away since ${when}`,
  xa: 'Away for long',
  xaForSpoken: (duration: string) => `Away for long, ${duration}`,
  xaSinceSpoken: (when: string) => `Away for long, since ${when}`,
  idle: 'Idle',
  idleFor: (duration: string) => `Idle ${duration}`,
  idleSince: (when: string) => `Idle since ${when}`,
  andIdleFor: (duration: string) => `idle ${duration}`,
  andIdleSince: (when: string) => `idle since ${when}`,
  since: (when: string) => `since ${when}`,
  hereSince: (when: string) => `here since ${when}`,

  offline: 'Offline',
  seenLead: 'Offline · seen ',
  seen: (when: string) => `seen ${when}`,
  lastSeen: (when: string) => `last seen ${when}`,
  unknown: 'Not known yet',
  waiting: 'Waiting for approval',
  notShared: 'Not sharing presence',

  typing: 'typing…',
  typingSpoken: (state: string) => `Typing, ${state}`,

  lastKnownLead: 'Last known: ',
  lastKnownSpoken: (state: string) => `Last known: ${state}`,
  stateAt: (state: string, when: string) => `${state}, ${when}`,
  asOf: (when: string) => `as of ${when}`,
  youAreOffline: 'you’re offline',
  notKnown: (why: string) => `Not known: ${why}`,
  /** Why a state is only the last known one. */
  stale: {
    'server-unavailable': {
      chip: 'Unreachable',
      why: 'server unreachable',
      since: (when: string) => `server unreachable since ${when}`,
    },
    'connection-paused': {
      chip: 'Paused',
      why: 'connection paused',
      since: (when: string) => `connection paused since ${when}`,
    },
    other: {
      chip: 'Last known',
      why: 'not confirmed',
      since: (when: string) => `not confirmed since ${when}`,
    },
  },
  /** The states inside a sentence. */
  inline: {
    available: 'available',
    chat: 'free to chat',
    dnd: 'do not disturb',
    away: 'away',
    xa: 'away for long',
    offline: 'offline',
  },
}
