import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aptUnpack } from './apt.mjs'
import { isExecutable } from './which.mjs'

const HOME = fileURLToPath(new URL('../../../.cache/prosody-unpacked', import.meta.url))
const WANTED = /^(prosody|lua.*|liblua.*|libicu\d+|libexpat1|libssl3.*|libreadline\d+.*)$/

/**
 * Debian's Prosody without installing it: unpacked below `.cache/`, told where its parts are.
 * @returns {Promise<import('./prosody.mjs').Program>}
 */
export async function unpackedProsody() {
  const command = join(HOME, 'usr/bin/prosody')
  if (!(await isExecutable(command))) {
    // Unpacked beside and renamed when whole: an interrupted download leaves nothing that looks ready.
    const draft = `${HOME}.part`
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { recursive: true })
    await aptUnpack('prosody', WANTED, draft)
    await rm(HOME, { recursive: true, force: true })
    await rename(draft, HOME)
  }
  // Every time: the checkout may have been moved.
  await pointToOwnSources(command)
  return { command, args: [], env: await environment() }
}

/** Prosody's start script knows the place of its sources by heart. @param {string} file */
async function pointToOwnSources(file) {
  const script = await readFile(file, 'utf8')
  const own = script
    .replace(/^CFG_SOURCEDIR=.*$/m, `CFG_SOURCEDIR='${HOME}/usr/lib/prosody'`)
    .replace(/^CFG_PLUGINDIR=.*$/m, `CFG_PLUGINDIR='${HOME}/usr/lib/prosody/modules/'`)
  await writeFile(file, own)
}

async function environment() {
  const [lua = 'lua5.4'] = (await readdir(join(HOME, 'usr/bin'))).filter(name => /^lua5\.\d$/.test(name))
  const version = lua.slice('lua'.length)
  const share = join(HOME, 'usr/share/lua', version)
  const libraries = await libraryFolders()
  return {
    // The script's first line asks the PATH for its Lua.
    PATH: [join(HOME, 'usr/bin'), process.env['PATH']].join(delimiter),
    LUA_PATH: `${share}/?.lua;${share}/?/init.lua;;`,
    LUA_CPATH: `${libraries.map(folder => `${folder}/lua/${version}/?.so`).join(';')};;`,
    LD_LIBRARY_PATH: libraries.join(delimiter),
  }
}

/** `usr/lib/x86_64-linux-gnu` and the like. */
async function libraryFolders() {
  const base = join(HOME, 'usr/lib')
  const entries = await readdir(base, { withFileTypes: true })
  return entries
    .filter(entry => entry.isDirectory() && entry.name.includes('-linux-'))
    .map(({ name }) => join(base, name))
}
