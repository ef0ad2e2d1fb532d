import { spawn } from 'node:child_process'

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {Record<string, string>} [options.env] added to ours
 * @param {number} [options.timeout] ms; ten minutes
 * @param {boolean} [options.show] pass its output on as it comes
 * @returns {Promise<string>} what it printed
 * @throws with the end of its output, when it fails, hangs or does not exist
 */
export function run(command, args, { cwd, env, timeout = 600_000, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
        if (show) process.stderr.write(text)
      })
    }
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output)
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      reject(new Error(`${[command, ...args].join(' ')} ${how}\n${output.slice(-4000)}`))
    })
  })
}

/** Says what takes a while. Not on standard output: what is printed there is for programs. @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}
