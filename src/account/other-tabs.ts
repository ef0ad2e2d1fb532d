import type { BareJid } from '../xmpp/jid.ts'

/** What the tabs of one account in one browser tell each other; each reads it as it would a stranger's words. */
export interface OtherTabs {
  tell(news: object | string): void
  /** Answers how to stop. */
  listen(listener: (news: unknown) => void): () => void
  close(): void
}

const SIGNED_OUT = 'signed-out'

const open = (account: BareJid) =>
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`whereabouts:${account}`)

export function openOtherTabs(account: BareJid): OtherTabs {
  const channel = open(account)
  return {
    tell: news => channel?.postMessage(news),
    listen(listener) {
      const take = ({ data }: MessageEvent<unknown>) => listener(data)
      channel?.addEventListener('message', take)
      return () => channel?.removeEventListener('message', take)
    },
    close: () => channel?.close(),
  }
}

/** All other tabs of this account end too (F11). */
export function tellSignedOut(account: BareJid): void {
  const channel = open(account)
  channel?.postMessage(SIGNED_OUT)
  channel?.close()
}

export const isSignedOut = (news: unknown): boolean => news === SIGNED_OUT
