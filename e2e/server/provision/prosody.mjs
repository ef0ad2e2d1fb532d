import { findExecutable } from './which.mjs'
export async function findProsody() {
  const command = process.env.PROSODY || (await findExecutable('prosody'))
  if (!command) throw new Error('no prosody')
  return { command, env: {} }
}
