import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { LOOPBACK, portOf } from './ports.mjs'

/**
 * Serves a built site the way any static host would, and hands out a `config.json` of our own.
 * @param {object} options
 * @param {string} options.root folder of the site
 * @param {number} [options.port] a free one
 * @param {string} [options.path] where on the host the site is; `/`
 * @param {unknown} [options.config] what `config.json` says instead of the file
 */
export async function serveStatic({ root, port = 0, path = '/', config }) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    const name = fileName(request.url ?? '/', path)
    for (const [header, value] of Object.entries(SAFETY)) response.setHeader(header, value)
    if (name === 'config.json' && config) {
      response.setHeader('content-type', TYPES['.json'] ?? '')
      return response.setHeader('cache-control', 'no-cache').end(JSON.stringify(config))
    }
    const file = name === undefined ? undefined : join(root, name)
    const size = file ? await stat(file).catch(() => undefined) : undefined
    if (!file || !size?.isFile())
      return response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found')
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': size.size,
      // What has a hash in its name never changes; the rest must be asked for, or a new version is not noticed.
      'cache-control': name?.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (request.method === 'HEAD') return response.end()
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
  }

  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => resolve(undefined))
  })
  return {
    url: `http://${LOOPBACK}:${portOf(server)}${path}`,
    /** @returns {Promise<void>} */
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * The file that an address means; nothing for one that leaves the site.
 * @param {string} url
 * @param {string} base
 */
function fileName(url, base) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://host').pathname)
    const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : '..'
    if (inside.startsWith('..') || inside.startsWith('/') || inside.includes('\0')) return undefined
    return inside === '.' ? 'index.html' : inside
  } catch {
    return undefined
  }
}

/** Headers that a deployment should send too; a page cannot ask for them by itself. */
const SAFETY = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
}
