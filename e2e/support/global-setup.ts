import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE, startProsody } from '../server/prosody.mjs'
import { DIST, ensureSite } from '../server/site.mjs'
import { serveStatic } from '../server/static.mjs'
import { publishStage, stageHosts } from './stage.ts'

/** One server and one site for all tests; every test has its own accounts. */
export default async function setUp() {
  const site = await siteOfThisRun()
  const server = await startProsody({
    name: `e2e-${process.pid}`,
    hosts: stageHosts,
    components: [
      { name: 'rooms.test.example', module: 'muc', extra: 'modules_enabled = { "muc_mam" }' },
      { name: 'bots.test', secret: 'crowd' },
    ],
  })
  const config = { defaultDomain: server.host, serverUrl: server.url, locked: false }
  const web = await serveStatic({ root: site, config })
  publishStage({
    site: web.url,
    server: server.url,
    dataPath: server.dataPath,
    logFile: server.logFile,
    componentPort: server.ports.component,
  })
  return async () => {
    await web.stop()
    await server.discard()
    await rm(site, { recursive: true, force: true })
  }
}

/** A copy: a build that somebody starts meanwhile must not change the app under a test. */
async function siteOfThisRun(): Promise<string> {
  await ensureSite()
  const copy = join(CACHE, 'e2e', `site-${process.pid}`)
  await cp(DIST, copy, { recursive: true })
  return copy
}
