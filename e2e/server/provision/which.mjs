import { access, constants, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/**
 * Where a command is on the PATH, without asking a shell.
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
export async function findExecutable(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name)
    if (folder && (await isExecutable(file))) return file
  }
  return undefined
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
export async function isExecutable(file) {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
