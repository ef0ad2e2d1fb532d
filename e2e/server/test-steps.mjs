import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findChromium } from './provision/chromium.mjs'
import { ROOT } from './provision/packages.mjs'
import { findProsody } from './provision/prosody.mjs'
import { run } from './provision/run.mjs'
import { buildSite } from './site.mjs'

/**
 * The steps of `npm test`. Each says how many things it tried; what is not a test suite counts as one.
 * @typedef {import('./test.mjs').Outcome} Outcome
 */

const REPORTS = join(ROOT, '.cache/reports')
const MINUTE = 60_000

/** @param {string} name as in node_modules/.bin */
const bin = name => join(ROOT, 'node_modules/.bin', name)

/**
 * One command, one check.
 * @param {string} command
 * @param {string[]} args
 * @param {number} [timeout] ms
 * @returns {Promise<Outcome>}
 */
async function check(command, args, timeout = 2 * MINUTE) {
  const { ok, output } = await attempt(command, args, { timeout })
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, details: output }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} options
 */
async function attempt(command, args, options) {
  try {
    return { ok: true, output: await run(command, args, { cwd: ROOT, ...options }) }
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) }
  }
}

/** Finds or fetches what is not an npm package. @returns {Promise<Outcome>} */
export async function setUp() {
  await rm(REPORTS, { recursive: true, force: true })
  await mkdir(REPORTS, { recursive: true })
  const [prosody, chromium] = await Promise.allSettled([findProsody(), findChromium()])
  const failures = [prosody, chromium].flatMap(result =>
    result.status === 'rejected' ? [String(result.reason)] : [],
  )
  return { passed: 2 - failures.length, failed: failures.length, details: failures.join('\n') }
}

export const lint = () => check(bin('biome'), ['check', '--error-on-warnings', '.'])
export const layers = () => check(process.execPath, ['e2e/server/layers.mjs'])
export const types = () => check(bin('tsc'), ['--noEmit'])

/** @returns {Promise<Outcome>} */
export async function unit() {
  const file = join(REPORTS, 'unit.json')
  const { ok, output } = await attempt(
    bin('vitest'),
    // A busy machine is slow, which is no failure.
    ['run', '--testTimeout=30000', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    { timeout: 3 * MINUTE, env: { NO_COLOR: '1' } },
  )
  const report = await readReport(file)
  if (!report) return { passed: 0, failed: 1, details: output }
  return count({ passed: report.numPassedTests, failed: report.numFailedTests, ok, output })
}

/** The server, the bad servers and lines, and the checks themselves. @returns {Promise<Outcome>} */
export async function helpers() {
  const entries = await readdir(join(ROOT, 'e2e'), { recursive: true })
  // Named one by one: left to itself, Node's runner takes test.mjs for a test.
  const files = entries.filter(name => name.endsWith('.test.mjs')).map(name => join('e2e', name))
  const options = { timeout: 2 * MINUTE }
  const { ok, output } = await attempt(process.execPath, ['--test', '--test-reporter=tap', ...files], options)
  const figure = (/** @type {string} */ name) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  return count({ passed: figure('pass'), failed: figure('fail') + figure('cancelled'), ok, output })
}

/** @returns {Promise<Outcome>} */
export async function build() {
  await buildSite()
  return { passed: 1, failed: 0 }
}

/** @returns {Promise<Outcome>} */
export async function size() {
  const { ok, output } = await attempt(process.execPath, ['e2e/server/size.mjs'], { timeout: MINUTE })
  const [total = ''] = /^size:.*$/m.exec(output) ?? []
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, details: ok ? total : output }
}

/** @returns {Promise<Outcome>} */
export async function browser() {
  const file = join(REPORTS, 'browser.json')
  const { ok, output } = await attempt(bin('playwright'), ['test'], {
    timeout: 8 * MINUTE,
    env: { E2E_REPORT: file, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  const stats = (await readReport(file))?.stats
  if (!stats) return { passed: 0, failed: 1, details: output }
  return count({ passed: stats.expected, failed: stats.unexpected + stats.flaky, ok, output })
}

/**
 * A suite that fails as a whole, or tries nothing, has failed, whatever it counted.
 * @param {{ passed: number, failed: number, ok: boolean, output: string }} suite
 * @returns {Outcome}
 */
function count({ passed, failed, ok, output }) {
  if (ok && failed === 0 && passed > 0) return { passed, failed }
  return { passed, failed: Math.max(failed, 1), details: output }
}

/** @param {string} file */
async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
