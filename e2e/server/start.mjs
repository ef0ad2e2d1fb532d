// `npm start`: packages, server, contacts, app. Only Node's own modules are imported before the packages are there.
import { freePortFrom } from './ports.mjs'
import { onShutdown } from './processes.mjs'
import { ensurePackages } from './provision/packages.mjs'

const DEFAULT_PORT = 5173

/** @typedef {{ url: string, stop: () => Promise<void> }} App */

/** @type {(() => Promise<void>)[]} */
const stops = []
onShutdown(async () => {
  // Last started, first stopped.
  for (const stop of stops.reverse()) await stop()
})

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  for (const stop of stops.reverse()) await stop().catch(() => {})
  process.exit(1)
}

async function start() {
  const flags = process.argv.slice(2)
  const port = await freePortFrom(wantedPort())
  await ensurePackages()

  const { startDemo } = await import('./demo/world.mjs')
  const demo = await startDemo({ name: `demo-${port}`, fresh: flags.includes('--fresh') })
  stops.push(demo.stop)

  const config = {
    defaultDomain: demo.server.host,
    serverUrl: demo.server.url,
    locked: false,
    demo: demo.account,
  }
  const app = flags.includes('--dev') ? await serveSources(port, config) : await serveBuild(port, config)
  stops.push(app.stop)
  console.log(`ready: ${app.url}`)
}

function wantedPort() {
  const port = Number(process.env['PORT'] || DEFAULT_PORT)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`PORT=${process.env['PORT']} is not a port.`)
}

/**
 * What a deployment serves: the built site.
 * @param {number} port
 * @param {unknown} config
 * @returns {Promise<App>}
 */
async function serveBuild(port, config) {
  const [{ DIST, ensureSite }, { serveStatic }] = await Promise.all([
    import('./site.mjs'),
    import('./static.mjs'),
  ])
  await ensureSite()
  return serveStatic({ root: DIST, port, config })
}

/**
 * The sources, for who works on them: changes show at once.
 * @param {number} port
 * @param {unknown} config
 * @returns {Promise<App>}
 */
async function serveSources(port, config) {
  const { createServer } = await import('vite')
  const server = await createServer({
    server: { port, strictPort: true, host: '127.0.0.1' },
    plugins: [
      {
        name: 'demo-config',
        configureServer({ middlewares }) {
          middlewares.use('/config.json', (_request, response) => {
            response.setHeader('content-type', 'application/json')
            response.end(JSON.stringify(config))
          })
        },
      },
    ],
  })
  await server.listen()
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}
