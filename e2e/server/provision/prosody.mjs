import { aptInstall, hasApt, isRoot } from './apt.mjs'
import { prosodyFromBrew, prosodyFromContainer } from './prosody-elsewhere.mjs'
import { unpackedProsody } from './prosody-unpacked.mjs'
import { say } from './run.mjs'
import { findExecutable, isExecutable } from './which.mjs'

/**
 * How to start Prosody: a command, arguments before our own, and environment.
 * @typedef {{ command: string, args: string[], env: Record<string, string> }} Program
 */

/** @type {Promise<Program> | undefined} */
let found

/**
 * Finds Prosody, or gets it: env PROSODY, PATH, apt-get, Homebrew, Docker or Podman, in this order.
 * @returns {Promise<Program>}
 * @throws with what to install, if there is no way
 */
export function findProsody() {
  found ??= search()
  return found
}

async function search() {
  /** @type {string[]} */
  const failures = []
  for (const [name, step] of Object.entries(STEPS)) {
    try {
      const program = await step()
      if (program) return program
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`)
      if (step === fromEnvironment) break
      say(`Prosody by ${name} did not work; trying the next way.`)
    }
  }
  throw new Error(
    [
      'Prosody, the XMPP server of the demo and the tests, was not found.',
      'Install it (Debian, Ubuntu: apt-get install prosody; macOS: brew install prosody),',
      'or set PROSODY to the path of its program.',
      ...failures,
    ].join('\n'),
  )
}

/** @type {Record<string, () => Promise<Program | undefined>>} */
const STEPS = {
  'the PROSODY variable': fromEnvironment,
  PATH: fromPath,
  'apt-get install': fromAptInstall,
  'apt-get download': async () => (!isRoot() && (await hasApt()) ? unpackedProsody() : undefined),
  Homebrew: prosodyFromBrew,
  'a container': prosodyFromContainer,
}

async function fromEnvironment() {
  const command = process.env['PROSODY']
  if (!command) return undefined
  if (!(await isExecutable(command))) throw new Error(`PROSODY=${command} is not a program.`)
  return { command, args: [], env: {} }
}

async function fromPath() {
  const command = await findExecutable('prosody')
  return command ? { command, args: [], env: {} } : undefined
}

async function fromAptInstall() {
  if (!isRoot() || !(await hasApt())) return undefined
  await aptInstall(['prosody'])
  return fromPath()
}
