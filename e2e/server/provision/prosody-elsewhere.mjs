import { fileURLToPath } from 'node:url'
import { run, say } from './run.mjs'
import { findExecutable } from './which.mjs'

const IMAGE = 'docker.io/prosodyim/prosody:13.0'
const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Homebrew's Prosody.
 * @returns {Promise<import('./prosody.mjs').Program | undefined>}
 */
export async function prosodyFromBrew() {
  if (!(await findExecutable('brew'))) return undefined
  say('Installing Prosody (brew install)…')
  await run('brew', ['tap', 'prosody/prosody'])
  await run('brew', ['install', 'prosody'])
  const command = await findExecutable('prosody')
  return command ? { command, args: [], env: {} } : undefined
}

/**
 * Prosody in a container that shares our network and sees the checkout at its own path,
 * so that the configuration is the same as for a program of this machine.
 * @returns {Promise<import('./prosody.mjs').Program | undefined>}
 */
export async function prosodyFromContainer() {
  for (const engine of ['docker', 'podman']) {
    const command = await findExecutable(engine)
    if (!command || !(await engineRuns(command))) continue
    say(`Fetching Prosody (${engine} pull)…`)
    await run(command, ['pull', IMAGE])
    const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
    const sight = ['--volume', `${CHECKOUT}:${CHECKOUT}`, '--network', 'host', '--user', user]
    return { command, args: ['run', '--rm', '--init', ...sight, '--entrypoint', 'prosody', IMAGE], env: {} }
  }
  return undefined
}

/** The client alone is no use. @param {string} command */
const engineRuns = command =>
  run(command, ['info'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  )
