import { useSyncExternalStore } from 'react'
import { type BareJid, parseBareJid } from '../xmpp/jid.ts'

/** Where in the window the person is; written in the address after `#`, so that the back button works. */
export interface Route {
  /** The open conversation. */
  readonly chat: BareJid | undefined
  /** The panel beside it. */
  readonly details: boolean
  /** Phones: the list with its search field in use. */
  readonly search: boolean
  /** Phones: the rooms instead of the people. */
  readonly rooms: boolean
  readonly settings: boolean
}

export const startRoute: Route = {
  chat: undefined,
  details: false,
  search: false,
  rooms: false,
  settings: false,
}

const CHAT = '/chat/'

/** `#/chat/juliet%40example.com?details&settings` → Route. What it cannot read is the start page. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
  const flags = new URLSearchParams(query)
  const chat = path.startsWith(CHAT) ? parseBareJid(decoded(path.slice(CHAT.length))) : undefined
  return {
    chat,
    details: chat !== undefined && flags.has('details'),
    search: path === '/search',
    rooms: path === '/rooms',
    settings: flags.has('settings'),
  }
}

export function formatRoute({ chat, details, search, rooms, settings }: Route): string {
  const list = search ? '/search' : rooms ? '/rooms' : '/'
  const path = chat ? CHAT + encodeURIComponent(chat) : list
  const flags = [details && chat ? 'details' : '', settings ? 'settings' : ''].filter(Boolean).join('&')
  return `#${path}${flags ? `?${flags}` : ''}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

let current = { hash: '', route: startRoute }

export function currentRoute(): Route {
  if (location.hash !== current.hash) current = { hash: location.hash, route: parseRoute(location.hash) }
  return current.route
}

const listeners = new Set<() => void>()

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** Changes some parts of the route; the back button leads back to what was before. */
export function navigate(change: Partial<Route>): void {
  const from = formatRoute(currentRoute())
  const to = formatRoute({ ...currentRoute(), ...change })
  if (to === from) return
  history.pushState({ from }, '', to)
  announce()
}

/** As `navigate`, in place: the back button does not come back to what was before. */
export function replaceRoute(change: Partial<Route>): void {
  history.replaceState(history.state, '', formatRoute({ ...currentRoute(), ...change }))
  announce()
}

/** Takes back what `navigate` has opened: as the back button would, when that is where it leads. */
export function leave(change: Partial<Route>): void {
  const to = formatRoute({ ...currentRoute(), ...change })
  const state: unknown = history.state
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined
  if (from === to) history.back()
  else replaceRoute(change)
}

function announce(): void {
  for (const listener of listeners) listener()
}
