import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePorts, LOOPBACK } from './ports.mjs'
import { hasEnded, spawnOwned, stopChild } from './processes.mjs'
import { DEFAULT_MODULES, prosodyConfig } from './prosody-config.mjs'
import { scramCredentials, writeAccount, writeRoster } from './prosody-data.mjs'
import { findProsody } from './provision/prosody.mjs'

/** Run-time data of every server we start; git ignores it. */
export const CACHE = fileURLToPath(new URL('../../.cache/', import.meta.url))
const PLUGINS = fileURLToPath(new URL('./modules/', import.meta.url))
const START_TIMEOUT = 20_000

/**
 * @typedef {Awaited<ReturnType<typeof startProsody>>} Prosody
 */

/**
 * Starts a Prosody of our own on loopback and resolves when it accepts connections (about 60 ms).
 * @param {object} options
 * @param {string} options.name folder of its configuration, data and log below `.cache/prosody/`
 * @param {(string | import('./prosody-config.mjs').Host)[]} options.hosts
 * @param {import('./prosody-config.mjs').Component[]} [options.components]
 * @param {string[]} [options.modules] added to the usual ones
 * @param {number} [options.hibernation] seconds; 300
 * @param {string} [options.extraConfig] Lua, in the global section
 * @param {import('./prosody-config.mjs').Federation} [options.federation] with other servers of ours; none
 * @param {boolean} [options.keepData] go on with the accounts and archives of the last run
 */
export async function startProsody(options) {
  const {
    hosts,
    components = [],
    modules = [],
    hibernation = 300,
    extraConfig = '',
    federation,
    keepData = false,
  } = options
  const home = resolve(CACHE, 'prosody', options.name)
  const dataPath = join(home, 'data')
  const configFile = join(home, 'prosody.cfg.lua')
  const logFile = join(home, 'prosody.log')
  const [program, [http = 0, component = 0]] = await Promise.all([findProsody(), freePorts(2)])
  const ports = { http, component }
  const hostList = hosts.map(host => (typeof host === 'string' ? { name: host } : host))

  if (!keepData) await rm(home, { recursive: true, force: true })
  await mkdir(dataPath, { recursive: true })
  await writeFile(logFile, '')
  await writeFile(
    configFile,
    prosodyConfig({
      hosts: hostList,
      components,
      ports,
      modules: [...DEFAULT_MODULES, ...modules],
      dataPath,
      logFile,
      pluginPath: PLUGINS,
      hibernation,
      extraConfig,
      ...(federation && { federation }),
    }),
  )

  const listening = [http]
  if (components.some(({ secret }) => secret)) listening.push(component)
  if (federation) listening.push(federation.port)
  const launch = () => launchProsody({ ...program, configFile, logFile, ports: listening })
  let child = await launch()

  return {
    /** WebSocket address for every host of this server. */
    url: `ws://${LOOPBACK}:${http}/xmpp-websocket`,
    host: hostList[0]?.name ?? '',
    ports,
    dataPath,
    logFile,
    /** @param {string} jid bare @param {string} password */
    addAccount: (jid, password) => addAccount({ dataPath, hosts: hostList }, jid, password),
    /** @param {string} jid @param {import('./prosody-data.mjs').RosterItem[]} items @param {string[]} [pendingIn] */
    writeRoster: (jid, items, pendingIn) => writeRoster(dataPath, jid, items, pendingIn),
    /** Ends it and resolves when it is gone. Clients are told, as at any system shutdown. */
    stop: () => stopChild(child),
    /** Ends it and leaves nothing behind. */
    discard: async () => {
      await stopChild(child)
      await rm(home, { recursive: true, force: true })
    },
    /** SIGKILL: gone without a word; SIGSTOP: a black hole; SIGCONT: back. @param {NodeJS.Signals} signal */
    kill: signal => child.kill(signal),
    /** The same server again: same ports, same data. */
    restart: async () => {
      await stopChild(child)
      child = await launch()
    },
  }
}

/**
 * Makes an account, also on a running server.
 * @param {{ dataPath: string, hosts: import('./prosody-config.mjs').Host[] }} server
 * @param {string} jid
 * @param {string} password
 */
export async function addAccount({ dataPath, hosts }, jid, password) {
  const host = hosts.find(({ name }) => name === jid.split('@')[1])
  if (!host) throw new Error(`This server does not serve ${jid}.`)
  await writeAccount(dataPath, jid, scramCredentials(password, host.passwordHash ?? 'SHA-256'))
}

/**
 * @param {import('./provision/prosody.mjs').Program & { configFile: string, logFile: string, ports: number[] }} launch
 */
async function launchProsody({ command, args, env, configFile, logFile, ports }) {
  const child = spawnOwned(command, [...args, '--config', configFile, '-F'], {
    env: { ...process.env, ...env },
  })
  /** @type {Error | undefined} */
  let failure
  child.once('error', error => {
    failure = error
  })
  const deadline = Date.now() + START_TIMEOUT
  while (!(await Promise.all(ports.map(accepts))).every(Boolean)) {
    if (failure || hasEnded(child) || Date.now() > deadline) {
      await stopChild(child)
      const log = await readFile(logFile, 'utf8').catch(() => '')
      throw new Error(`Prosody (${command}) did not start. ${failure?.message ?? ''}\n${log.slice(-2000)}`)
    }
    await sleep(10)
  }
  return child
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function accepts(port) {
  return new Promise(done => {
    const socket = connect(port, LOOPBACK)
    socket.once('error', () => done(false))
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
  })
}
