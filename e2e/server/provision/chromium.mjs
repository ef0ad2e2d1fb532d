import { createRequire } from 'node:module'
import { aptInstall, hasApt, isRoot } from './apt.mjs'
import { ROOT } from './packages.mjs'
import { run, say } from './run.mjs'
import { findExecutable, isExecutable } from './which.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const VARIABLES = ['CHROMIUM', 'PLAYWRIGHT_CHROMIUM']

/**
 * Finds a Chromium, or gets one: environment, PATH, apt-get, Playwright's own download. Needs the packages.
 * @returns {Promise<string>} its path
 */
export async function findChromium() {
  for (const name of VARIABLES) {
    const file = process.env[name]
    if (!file) continue
    if (await isExecutable(file)) return file
    throw new Error(`${name}=${file} is not a program.`)
  }
  return (await fromPath()) ?? (await fromApt()) ?? (await fromPlaywright())
}

async function fromPath() {
  for (const name of NAMES) {
    const file = await findExecutable(name)
    if (file) return file
  }
  return undefined
}

async function fromApt() {
  if (!isRoot() || !(await hasApt())) return undefined
  try {
    await aptInstall(['chromium'])
  } catch (error) {
    say(`${error}`)
  }
  return fromPath()
}

async function fromPlaywright() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  const file = chromium.executablePath()
  if (await isExecutable(file)) return file
  say('Fetching Chromium (npx playwright install chromium)…')
  await run('npx', ['playwright', 'install', 'chromium'], { cwd: ROOT })
  return file
}
