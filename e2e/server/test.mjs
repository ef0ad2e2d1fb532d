// `npm test`: sets everything up, then tries everything and counts. Only Node's own modules are imported before
// the packages are there.
import { ensurePackages } from './provision/packages.mjs'
import { say } from './provision/run.mjs'

const startedAt = Date.now()

/** @typedef {{ passed: number, failed: number, details?: string }} Outcome */

/** @type {Outcome[]} */
const outcomes = []

/**
 * A step that fails does not keep the later ones from telling what they know.
 * @param {string} name
 * @param {() => Promise<Outcome>} act
 */
async function step(name, act) {
  const began = Date.now()
  const outcome = await act().catch(error => ({
    passed: 0,
    failed: 1,
    details: String(error?.message ?? error),
  }))
  outcomes.push(outcome)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  const verdict = outcome.failed === 0 ? 'ok  ' : 'FAIL'
  console.log(`${verdict} ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`)
  if (outcome.details) console.log(outcome.details.trimEnd())
}

/** @param {(steps: typeof import('./test-steps.mjs')) => Promise<void>} act */
async function withSteps(act) {
  await ensurePackages()
  await act(await import('./test-steps.mjs'))
}

try {
  await withSteps(async steps => {
    await step('set-up', steps.setUp)
    await step('lint', steps.lint)
    await step('layers', steps.layers)
    await step('types', steps.types)
    await step('unit tests', steps.unit)
    await step('server and helpers', steps.helpers)
    await step('build', steps.build)
    await step('size', steps.size)
    await step('in the browser', steps.browser)
  })
} catch (error) {
  say(String(error instanceof Error ? error.message : error))
  outcomes.push({ passed: 0, failed: 1 })
}

const sum = (/** @type {'passed' | 'failed'} */ key) =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0)
console.log(`took ${Math.round((Date.now() - startedAt) / 1000)} s`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') > 0 ? 1 : 0
