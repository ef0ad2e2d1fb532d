// `npm run size`: what a browser must fetch before the roster is usable, as the build just made it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { DIST } from './site.mjs'

const BUDGET = 150_000

/** Lazy parts that nobody needs before the first screen; every other lazy part counts. */
export const AFTER_FIRST_SCREEN = [
  /^src\/account\/background\/idle\.ts$/,
  /^src\/features\/(settings|palette|status|contact|conversation|start)\//,
  /menu|dialog|emoji|broken-config/,
  // Asked for people who are on the screen, and about their servers.
  /^src\/account\/background\/(last-seen|reachability)\b/,
  /^src\/i18n\/(?!en\b)/,
]

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[] }} Chunk */

/**
 * The files of the first screen: the entry, what it imports, and the lazy parts that come at once.
 * @param {Record<string, Chunk>} manifest of Vite
 * @returns {string[]} paths below dist
 */
export function firstScreenFiles(manifest) {
  /** @type {Set<string>} */
  const files = new Set()
  const todo = Object.keys(manifest).filter(key => manifest[key]?.isEntry)
  const seen = new Set(todo)
  for (const key of todo) {
    const { file, css = [], imports = [], dynamicImports = [] } = manifest[key] ?? { file: '' }
    for (const name of [file, ...css]) files.add(name)
    const early = dynamicImports.filter(name => !AFTER_FIRST_SCREEN.some(pattern => pattern.test(name)))
    for (const name of [...imports, ...early]) {
      if (seen.has(name)) continue
      seen.add(name)
      todo.push(name)
    }
  }
  return [...files].filter(name => /\.(js|css)$/.test(name))
}

/**
 * @returns {Promise<{ total: number, budget: number, parts: { file: string, bytes: number }[] }>} gzipped bytes
 */
export async function measureFirstScreen() {
  const manifest = JSON.parse(await readFile(join(DIST, '.vite/manifest.json'), 'utf8'))
  const parts = await Promise.all(
    firstScreenFiles(manifest).map(async file => ({
      file,
      bytes: gzipSync(await readFile(join(DIST, file))).length,
    })),
  )
  return { total: parts.reduce((sum, { bytes }) => sum + bytes, 0), budget: BUDGET, parts }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { total, budget, parts } = await measureFirstScreen()
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`
  for (const { file, bytes } of parts) console.log(`${kilobytes(bytes).padStart(9)}  ${file}`)
  console.log(`size: ${kilobytes(total)} gzipped before the roster is usable, at most ${kilobytes(budget)}`)
  process.exitCode = total > budget ? 1 : 0
}
