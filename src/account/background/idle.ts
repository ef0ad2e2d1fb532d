// XEP-0319 §2: when our presence says idle or away, and when no longer.
import { MINUTE, SECOND, type Timestamp } from '../../lib/time.ts'
import { readChoice } from '../../state/own-presence.ts'
import { readSettings, type SettingsSlice } from '../../state/settings.ts'
import type { Account } from '../account.ts'
import { adoptChoice, publishPresence } from '../actions/own-presence.ts'
import { watchInput } from './activity.ts'
import { type SystemIdle, watchSystem } from './system-idle.ts'

export interface IdleSurroundings {
  now(): Timestamp
  /** Calls back once after `ms`; answers how not to. */
  setTimer(callback: () => void, ms: number): () => void
  settings(): SettingsSlice
  /** Says the presence that is due, unless it is out already. */
  publish(): void
  /** Whether somebody does something on this device now, as far as known (Idle Detection). */
  isSystemActive?(): boolean
}

/** Knows when somebody last did something here, and looks whether that changes what others are to see. */
export interface IdleWatch {
  lastInput(): Timestamp
  /** Somebody did something: now, or at an instant that is told. */
  input(at?: Timestamp): void
  /** The last touch of the device was then: what was thought before was a guess. */
  correct(at: Timestamp): void
  /** Time has passed, unknown how much of it: timers are late in hidden, frozen and sleeping pages. */
  look(): void
  stop(): void
}

/** How far another tab's clock may be ahead of ours, ms. */
const SKEW = 10 * SECOND

/** Begins with somebody there. */
export function createIdle(around: IdleSurroundings): IdleWatch {
  /** In this page or another tab; `last` is later while the device is in use elsewhere. */
  let touched = around.now()
  let last = touched
  let cancel: (() => void) | undefined

  function look(): void {
    cancel?.()
    cancel = undefined
    const now = around.now()
    // A clock that was set back must not keep us active for as long.
    touched = Math.min(touched, now)
    last = around.isSystemActive?.() ? now : Math.min(last, now)
    around.publish()
    const next = nextChange(around.settings(), now - last)
    if (next === undefined) return
    // Timers may stand still while the computer sleeps: a late one is at most a minute late.
    cancel = around.setTimer(look, Math.min(next, MINUTE))
  }

  function input(at = around.now()): void {
    const now = around.now()
    // Clocks of two tabs may differ by what browsers blur them; more than that is no time of this device.
    if (at > now + SKEW) return
    const moment = Math.min(at, now)
    if (!(moment > touched)) return
    touched = moment
    last = Math.max(last, moment)
    if (cancel) around.publish()
    else look()
  }

  return {
    lastInput: () => Math.min(last, around.now()),
    input,
    correct(at) {
      last = Math.max(touched, at)
      look()
    },
    look,
    stop: () => cancel?.(),
  }
}

/** Milliseconds until the passing of time alone changes our presence; undefined: never. */
function nextChange(settings: SettingsSlice, idleFor: number): number | undefined {
  if (!settings.shareIdle) return undefined
  const rests = [settings.idleAfterMinutes, settings.awayAfterMinutes].flatMap(minutes => {
    const rest = minutes === 'off' ? 0 : minutes * MINUTE - idleFor
    return rest > 0 ? [rest] : []
  })
  return rests.length > 0 ? Math.min(...rests) : undefined
}

/** Watches page, tabs, settings and, where it may, the whole device, for one account. */
export function watchIdle(account: Account): IdleWatch {
  const { store, tabs, storage } = account
  let system: SystemIdle | undefined
  const idle = createIdle({
    now: Date.now,
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    settings: () => store.getState().settings,
    publish: () => publishPresence(account),
    isSystemActive: () => system?.isActive() ?? false,
  })

  function watchDevice(): void {
    const isWanted = store.getState().settings.wholeDevice
    if (isWanted) system ??= watchSystem({ onActive: () => idle.input(), onIdle: idle.correct })
    else {
      system?.stop()
      system = undefined
    }
  }

  const stops = [
    watchInput(() => {
      idle.input()
      tabs.tell({ lastInput: idle.lastInput() })
    }),
    tabs.listen(news => takeNews(account, idle, news)),
    store.subscribe(({ settings }, before) => {
      if (settings === before.settings) return
      watchDevice()
      idle.look()
    }),
  ]
  const wakes = new AbortController()
  for (const name of ['visibilitychange', 'resume'])
    document.addEventListener(name, idle.look, { signal: wakes.signal })

  // Whoever opens a page is here.
  tabs.tell({ lastInput: idle.lastInput() })
  // What another tab has changed since this one began.
  void storage.readValue('settings').then(value => {
    if (value !== undefined) store.setState({ settings: readSettings(value) })
  })
  watchDevice()
  idle.look()
  return {
    ...idle,
    stop() {
      for (const stop of stops) stop()
      wakes.abort()
      system?.stop()
      idle.stop()
    },
  }
}

/** Another tab may be of another version: what is not understood is not for us. */
function takeNews(account: Account, idle: IdleWatch, news: unknown): void {
  if (typeof news !== 'object' || news === null) return
  const { lastInput, settings, own } = news as { [name: string]: unknown }
  if (typeof lastInput === 'number') idle.input(lastInput)
  if (typeof settings === 'object' && settings !== null)
    account.store.setState({ settings: readSettings(settings) })
  const choice = readChoice(own)
  if (choice) adoptChoice(account, choice)
}
