import type { BareJid } from '../xmpp/jid.ts'

/** How long a reloading page waits for the one it replaces to let go, ms. */
const PATIENCE = 300

/**
 * Whether this page is the account's first in this browser. The first page owns what can have one owner only: the
 * stream to resume and the messages another page left unsent. Further tabs sign in beside it, as devices of their own.
 */
export async function becomeFirstPage(
  account: BareJid,
): Promise<{ readonly isFirst: boolean; release(): void }> {
  if (typeof navigator === 'undefined' || !navigator.locks) return { isFirst: true, release() {} }
  let release = () => {}
  const isFirst = await new Promise<boolean>(resolve => {
    navigator.locks
      .request(`whereabouts:${account}`, { signal: AbortSignal.timeout(PATIENCE) }, () => {
        resolve(true)
        // Held until the account closes; the browser lets go when the page ends, however it ends.
        return new Promise<void>(done => {
          release = done
        })
      })
      .catch(() => resolve(false))
  })
  return { isFirst, release: () => release() }
}
