import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts } from '../ports.mjs'
import { CACHE, startProsody } from '../prosody.mjs'
import { CAST, HOSTS, isLost, LOST_HOST, OWNER, PASSWORD, STRANGER, UNDECIDED } from './cast.mjs'
import { loseNorthpier } from './northpier.mjs'
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
  const [port = 0, lostPort = 0] = await freePorts(2)
  const peers = { 'kavel.example': port, [LOST_HOST]: lostPort }
  const server = await startProsody({
    name,
    hosts: HOSTS,
    components: [
      { name: 'rooms.kavel.example', module: 'muc', modules: ['muc_mam', 'presence_state_annotations'] },
    ],
    modules: ['presence_state_annotations'],
    federation: { port, peers },
    keepData: !firstTime,
  })
  try {
    if (firstTime) {
      await rm(seal, { force: true })
      await seed(server)
    }
    const stopTroupe = await startTroupe(server.url, { firstTime })
    const federation = { port: lostPort, peers }
    await loseNorthpier({ url: server.url, name, federation }).catch(error => {
      console.error(`The demo goes on without an unreachable server: ${error}`)
    })
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
  const here = CAST.filter(({ jid }) => !isLost(jid))
  for (const { jid } of here) await server.writeRoster(jid, [owner])
  await server.writeRoster(UNDECIDED.jid, [], [OWNER.jid])
  for (const { jid } of [OWNER, STRANGER, UNDECIDED, ...here]) await server.addAccount(jid, PASSWORD)
}
