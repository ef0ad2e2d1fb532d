import { applyClientInfo, type ClientInfo, clientKey } from '../../state/clients.ts'
import type { Jid } from '../../xmpp/jid.ts'
import { type DiscoInfo, getDiscoInfo } from '../../xmpp/xep/0030-service-discovery.ts'
import { type Capabilities, verifyCapabilities } from '../../xmpp/xep/0115-entity-capabilities.ts'
import type { Account } from '../account.ts'

/** Questions under way at once. */
const AT_ONCE = 4
/** Hashes that are remembered to have been asked for: a stranger's storm of hashes ends here. */
const MOST = 1_000

export interface CapabilityFinder {
  want(unknown: ReadonlyMap<string, { readonly jid: Jid; readonly caps: Capabilities }>): void
}

/** XEP-0115 §5.4, §6.2: each hash is asked for once, checked, and kept on the disk; who lies is believed by nobody. */
export function createCapabilityFinder(
  account: Pick<Account, 'session' | 'storage' | 'store'>,
): CapabilityFinder {
  const asked = new Set<string>()
  const queue: { key: string; jid: Jid; caps: Capabilities }[] = []
  let running = 0

  async function find({ key, jid, caps }: { key: string; jid: Jid; caps: Capabilities }): Promise<void> {
    const known = readClientInfo(await account.storage.readValue(`caps:${key}`))
    const info = known ?? (await ask(jid, caps))
    if (!info) return
    if (!known) await account.storage.writeValue(`caps:${key}`, info)
    account.store.setState(state => ({ clients: applyClientInfo(state.clients, key, info) }))
  }

  async function ask(jid: Jid, caps: Capabilities): Promise<ClientInfo | undefined> {
    const answer = await account.session.request(
      getDiscoInfo,
      { node: `${caps.node}#${caps.ver}` },
      { to: jid },
    )
    return verifyCapabilities(answer, caps) ? toClientInfo(answer) : undefined
  }

  function next(): void {
    while (running < AT_ONCE) {
      const wanted = queue.shift()
      if (!wanted) return
      running++
      // Whoever does not answer may be asked again by the next device that shows the same hash.
      find(wanted)
        .catch(() => asked.delete(wanted.key))
        .finally(() => {
          running--
          next()
        })
    }
  }

  return {
    want(unknown) {
      for (const [key, { jid, caps }] of unknown) {
        if (asked.has(key) || asked.size >= MOST) continue
        asked.add(key)
        queue.push({ key: clientKey(caps), jid, caps })
      }
      next()
    },
  }
}

function toClientInfo(answer: DiscoInfo): ClientInfo {
  const identity = answer.identities.find(({ category }) => category === 'client')
  return {
    features: answer.features.slice(0, 300),
    ...(identity?.name ? { name: identity.name.slice(0, 100) } : {}),
    ...(identity?.type ? { type: identity.type.slice(0, 40) } : {}),
  }
}

/** A row of the disk is as untrusted as a stanza (T43). */
function readClientInfo(value: unknown): ClientInfo | undefined {
  if (typeof value !== 'object' || value === null || !('features' in value) || !Array.isArray(value.features))
    return
  const features = value.features.filter((feature): feature is string => typeof feature === 'string')
  const name = 'name' in value && typeof value.name === 'string' ? value.name : undefined
  const type = 'type' in value && typeof value.type === 'string' ? value.type : undefined
  return { features, ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }) }
}
