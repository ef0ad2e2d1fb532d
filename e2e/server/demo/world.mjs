import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE, startProsody } from '../prosody.mjs'
import { CAST, HOSTS, OWNER, PASSWORD, STRANGER, UNDECIDED } from './cast.mjs'
import { startTroupe } from './troupe.mjs'

/**
 * Starts the server and everybody in it. What the visitor changes is kept from one start to the next,
 * until the cast changes or `fresh` is asked for.
 * @param {{ name?: string, fresh?: boolean }} [options] `name`: worlds of different names share nothing
 */
export async function startDemo({ name = 'demo', fresh = false } = {}) {
  const signature = createHash('sha256')
    .update(JSON.stringify([CAST, STRANGER, UNDECIDED, PASSWORD]))
    .digest('hex')
  const seal = join(CACHE, 'prosody', name, 'seeded')
  const firstTime = fresh || (await readFile(seal, 'utf8').catch(() => '')) !== signature
  const server = await startProsody({
    name,
    hosts: HOSTS,
    components: [{ name: 'rooms.kavel.example', module: 'muc', extra: 'modules_enabled = { "muc_mam" }' }],
    keepData: !firstTime,
  })
  try {
    if (firstTime) {
      await rm(seal, { force: true })
      await seed(server)
    }
    const stopTroupe = await startTroupe(server.url, { firstTime })
    if (firstTime) await writeFile(seal, signature)
    return {
      server,
      account: { address: OWNER.jid, password: PASSWORD },
      stop: async () => {
        await stopTroupe()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** @param {import('../prosody.mjs').Prosody} server */
async function seed(server) {
  await server.writeRoster(OWNER.jid, [
    ...CAST.map(({ jid, name, group }) => ({ jid, name, groups: [group] })),
    { ...UNDECIDED, groups: ['Community'], subscription: 'none', ask: 'subscribe' },
  ])
  const owner = { jid: OWNER.jid, name: OWNER.name }
  for (const { jid } of CAST) await server.writeRoster(jid, [owner])
  await server.writeRoster(UNDECIDED.jid, [], [OWNER.jid])
  for (const { jid } of [OWNER, STRANGER, UNDECIDED, ...CAST]) await server.addAccount(jid, PASSWORD)
}
