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
  lastKnownLong: (state: string, when: string) => `Last known: ${state}, ${when}`,
  asOf: (when: string) => `as of ${when}`,
  youAreOffline: 'you’re offline',
  /** The states inside a sentence. */
  inline: {
    available: 'available',
    chat: 'free to chat',
    dnd: 'do not disturb',
    away: 'away',
    xa: 'away for long',
    offline: 'offline',
  },

  /** What will happen to a message: first the state, then what follows from it. */
  reach: {
    here: (name: string) => `${name} is here`,
    hereFreeToChat: 'and free to chat',
    idleFor: (name: string, duration: string) => `${name} has been idle ${duration}.`,
    idleSince: (name: string, when: string) => `${name} has been idle since ${when}.`,
    dnd: (name: string) => `${name} has set Do not disturb.`,
    away: (name: string) => `${name} is away.`,
    awayFor: (name: string, duration: string) => `${name} has been away ${duration}.`,
    awaySince: (name: string, when: string) => `${name} has been away since ${when}.`,
    readLater: 'Delivered now, perhaps read later',
    offline: (name: string) => `${name} is offline.`,
    deliveredWhenBack: (name: string) => `Delivered when ${name} is back`,
    unknown: (name: string) => `Not known yet whether ${name} is here.`,
    notShared: (name: string) => `${name} does not share presence with you.`,
    waiting: (name: string) => `${name} hasn’t answered your request yet.`,
    youCanWrite: 'You can already write',
    disconnected: 'You’re offline.',
    waitHere: 'Messages wait here and are sent when you’re back',
  },
}
