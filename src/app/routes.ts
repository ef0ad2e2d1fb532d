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
  readonly settings: boolean
}

export const startRoute: Route = { chat: undefined, details: false, search: false, settings: false }

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
    settings: flags.has('settings'),
  }
}

export function formatRoute({ chat, details, search, settings }: Route): string {
  const path = chat ? CHAT + encodeURIComponent(chat) : search ? '/search' : '/'
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

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** Changes some parts of the route. `replace`: the back button does not come back to what was before. */
export function navigate(change: Partial<Route>, { replace = false } = {}): void {
  const hash = formatRoute({ ...currentRoute(), ...change })
  if (hash === location.hash || (hash === '#/' && location.hash === '')) return
  if (replace) location.replace(hash)
  else location.hash = hash
}
