import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './provision/packages.mjs'
import { run, say } from './provision/run.mjs'

/** Where `npm run build` leaves the site. */
export const DIST = join(ROOT, 'dist')
const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']

/** Builds the site unless it is newer than everything it is made of. */
export async function ensureSite() {
  const built = await timeOf(join(DIST, 'index.html'))
  const newest = Math.max(...(await Promise.all(INPUTS.map(name => newestIn(join(ROOT, name))))))
  if (built > newest) return
  say('Building the app…')
  await buildSite()
}

/** @returns {Promise<string>} what the build printed */
export function buildSite() {
  // Not through npm: it would print its own lines between ours.
  return run(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: ROOT })
}

/**
 * The latest change below a path. Folders count: removing a file changes nothing but its folder.
 * @param {string} path
 * @returns {Promise<number>} ms since the epoch; 0 if there is nothing
 */
async function newestIn(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  const times = entries.map(entry =>
    entry.isDirectory() ? newestIn(join(path, entry.name)) : timeOf(join(path, entry.name)),
  )
  return Math.max(await timeOf(path), ...(await Promise.all(times)))
}

/** @param {string} path */
const timeOf = path =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
