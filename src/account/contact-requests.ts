import type { ContactRequest } from '../state/roster.ts'
import { parseBareJid } from '../xmpp/jid.ts'
import type { Account } from './account.ts'

// A resumed stream tells no request twice: what is unanswered has to survive the page.

const NAME = 'requests'

export function saveRequests({ storage, store }: Pick<Account, 'storage' | 'store'>): void {
  void storage.writeValue(NAME, [...store.getState().roster.requests.values()])
}

/** What `saveRequests` wrote; bad entries are skipped. */
export async function loadRequests({ storage }: Pick<Account, 'storage'>): Promise<ContactRequest[]> {
  const value = await storage.readValue(NAME)
  return Array.isArray(value) ? value.flatMap(readRequest) : []
}

function readRequest(value: unknown): ContactRequest[] {
  if (typeof value !== 'object' || value === null || !('jid' in value) || typeof value.jid !== 'string')
    return []
  const jid = parseBareJid(value.jid)
  if (!jid) return []
  const text = (name: 'message' | 'nickname') => {
    const found: unknown = Reflect.get(value, name)
    return typeof found === 'string' ? { [name]: found } : {}
  }
  const at = 'at' in value && typeof value.at === 'number' ? value.at : 0
  return [{ jid, at, ...text('nickname'), ...text('message') }]
}
