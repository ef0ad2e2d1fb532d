import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { run, say } from './run.mjs'

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Installs the packages of package-lock.json, unless they are there already.
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function ensurePackages() {
  if (await packagesAreCurrent()) return false
  say('Installing packages (npm ci)…')
  const options = ['--include=dev', '--no-audit', '--no-fund']
  await run('npm', ['ci', ...options], { cwd: ROOT }).catch(error => {
    // npm refuses a lock file that lacks another platform's optional package, which this one does not need.
    say(`${error instanceof Error ? error.message.slice(0, 500) : error}\nTrying npm install…`)
    return run('npm', ['install', '--no-save', ...options], { cwd: ROOT })
  })
  return true
}

/**
 * Compares what npm noted when it last installed with what the lock file asks for. Times say nothing:
 * a checkout touches files without changing them.
 */
async function packagesAreCurrent() {
  const [wanted, present] = await Promise.all([
    readPackages('package-lock.json'),
    readPackages('node_modules/.package-lock.json'),
  ])
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional && !present[path]),
  )
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, { version: string, optional?: boolean }>>}
 */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(`${ROOT}/${file}`, 'utf8')).packages
  } catch {
    return {}
  }
}
