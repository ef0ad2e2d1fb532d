import { startProsody } from '../server/prosody.mjs'
import { DIST, ensureSite } from '../server/site.mjs'
import { serveStatic } from '../server/static.mjs'
import { publishStage, stageHosts } from './stage.ts'

/** One server and one site for all tests; every test has its own accounts. */
export default async function setUp() {
  await ensureSite()
  const server = await startProsody({
    name: `e2e-${process.pid}`,
    hosts: stageHosts,
    components: [
      { name: 'rooms.test.example', module: 'muc', extra: 'modules_enabled = { "muc_mam" }' },
      { name: 'bots.test', secret: 'crowd' },
    ],
  })
  const config = { defaultDomain: server.host, serverUrl: server.url, locked: false }
  const site = await serveStatic({ root: DIST, config })
  publishStage({
    site: site.url,
    server: server.url,
    dataPath: server.dataPath,
    logFile: server.logFile,
    componentPort: server.ports.component,
  })
  return async () => {
    await site.stop()
    await server.discard()
  }
}
