import type { RosterSlice } from './roster.ts'

/** Minutes without input after which presence says idle (XEP-0319 §2.1 suggests 5). */
export const IDLE_AFTER = [1, 5, 10, 15, 30, 'off'] as const
/** Minutes without input after which presence says away. */
export const AWAY_AFTER = ['off', 5, 10, 15, 30, 60] as const
export const AT_SIGN_IN = ['available', 'last', 'invisible'] as const

/** What the person has decided about their presence; the same in every tab of the account. */
export interface SettingsSlice {
  /** Off: nothing tells how long we have been idle, neither presence (XEP-0319, auto-away) nor answers (XEP-0012). */
  readonly shareIdle: boolean
  readonly idleAfterMinutes: (typeof IDLE_AFTER)[number]
  readonly awayAfterMinutes: (typeof AWAY_AFTER)[number]
  /** What a new visit begins with; `invisible`: no presence goes out until the person chooses one. */
  readonly atSignIn: (typeof AT_SIGN_IN)[number]
  /** Whether contacts get answers about our last activity (XEP-0012). */
  readonly shareLastHere: boolean
  /** Off: requests of strangers are neither shown nor answered. */
  readonly letContactsAsk: boolean
  /** Input anywhere on the device counts, not only here; needs the browser's permission. */
  readonly wholeDevice: boolean
}

export const defaultSettings: SettingsSlice = {
  shareIdle: true,
  idleAfterMinutes: 5,
  awayAfterMinutes: 15,
  atSignIn: 'available',
  shareLastHere: true,
  letContactsAsk: true,
  wholeDevice: false,
}

const LEGAL: { readonly [K in keyof SettingsSlice]?: readonly unknown[] } = {
  idleAfterMinutes: IDLE_AFTER,
  awayAfterMinutes: AWAY_AFTER,
  atSignIn: AT_SIGN_IN,
}
const SWITCH = [true, false]

/** What was stored or told; each field that is not legal has its default (T43). */
export function readSettings(value: unknown): SettingsSlice {
  const known = Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
    ([name, field]) =>
      Object.hasOwn(defaultSettings, name) && (LEGAL[name as keyof SettingsSlice] ?? SWITCH).includes(field),
  )
  return { ...defaultSettings, ...Object.fromEntries(known) }
}

/** Whether somebody's request to see us is to be shown: a contact's always, a stranger's only if they may ask. */
export function shownRequests({
  roster,
  settings,
}: {
  readonly roster: RosterSlice
  readonly settings: SettingsSlice
}): RosterSlice['requests'] {
  if (settings.letContactsAsk) return roster.requests
  return new Map([...roster.requests].filter(([jid]) => roster.items.has(jid)))
}
