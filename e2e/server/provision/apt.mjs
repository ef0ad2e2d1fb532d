import { constants } from 'node:fs'
import { access, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, say } from './run.mjs'
import { findExecutable } from './which.mjs'

const POLICY = '/usr/sbin/policy-rc.d'
const QUIET = { DEBIAN_FRONTEND: 'noninteractive' }

export const isRoot = () => process.getuid?.() === 0
export const hasApt = async () => Boolean(await findExecutable('apt-get'))

/**
 * Installs Debian packages; needs root. Services that come with them are not started.
 * @param {string[]} names
 */
export async function aptInstall(names) {
  say(`Installing ${names.join(', ')} (apt-get install)…`)
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env: QUIET })
  const allowServices = await forbidServices()
  try {
    await install().catch(async () => {
      await run('apt-get', ['update'], { env: QUIET })
      return install()
    })
  } finally {
    await allowServices()
  }
}

/**
 * Debian starts a server when it installs one, unless this script says no. We start our own.
 * @returns {Promise<() => Promise<void>>} puts things back
 */
async function forbidServices() {
  try {
    await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { flag: 'wx', mode: 0o755 })
    return () => rm(POLICY, { force: true })
  } catch {
    // The machine has a policy of its own.
    return async () => {}
  }
}

/**
 * Fetches a package with what it depends on (as far as `wanted` says) and unpacks it into a folder; needs no root.
 * @param {string} name
 * @param {RegExp} wanted names of the dependencies to take along
 * @param {string} folder
 */
export async function aptUnpack(name, wanted, folder) {
  say(`Fetching ${name} (apt-get download)…`)
  const options = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
    kind => `--no-${kind}`,
  )
  const tree = await run('apt-cache', ['depends', '--recurse', ...options, name])
  const names = tree.split('\n').filter(line => line === name || wanted.test(line))
  if (!names.includes(name)) throw new Error(`apt knows no package ${name}; \`apt-get update\` needs root.`)
  const downloads = join(folder, 'packages')
  await mkdir(downloads, { recursive: true })
  await access(downloads, constants.W_OK)
  await run('apt-get', ['download', ...names], { cwd: downloads })
  for (const file of await readdir(downloads)) await run('dpkg', ['-x', join(downloads, file), folder])
  await rm(downloads, { recursive: true })
}
