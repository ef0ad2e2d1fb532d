// `npm run layers`: who may import whom, and what no screen may write. The tables are the architecture; src/README.md says why.
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Each folder of src imports itself and these. */
export const LAYERS = {
  lib: [],
  i18n: ['lib'],
  xmpp: ['lib'],
  session: ['lib', 'xmpp'],
  storage: ['lib', 'types of xmpp'],
  state: ['lib', 'xmpp'],
  account: ['lib', 'xmpp', 'session', 'storage', 'state'],
  ui: ['lib'],
  components: ['lib', 'i18n', 'xmpp', 'state', 'account', 'ui'],
  features: ['lib', 'i18n', 'xmpp', 'state', 'account', 'ui', 'components'],
  app: ['lib', 'i18n', 'xmpp', 'session', 'storage', 'state', 'account', 'ui', 'components', 'features'],
}

/** Where a package may be imported: files or folders of src. Tests may use any. Packages not named here: anywhere. */
export const PACKAGES = {
  zustand: ['state/store.ts', 'components/use-account.ts'],
  '@xmpp/xml': ['xmpp/', 'session/'],
  '@xmpp/': ['session/'],
  idb: ['storage/'],
  react: ['ui/', 'components/', 'features/', 'app/', 'main.tsx'],
}

/** Files that may give a link or an image an address that came from the network: they look at it first. */
const ADDRESS_FILES = ['safe-link.tsx', 'safe-image.tsx']
/** An attribute with an address that is neither written here nor a place in our own page (`#…`). */
const PLAIN = /'[^']*'|"[^"]*"|`[^`$]*`/.source
const OWN_PAGE = /`#|location\.hash|formatRoute\(/.source
const DYNAMIC_ADDRESS = new RegExp(
  `\\b(?:href|src|srcSet|formAction|xlinkHref)=\\{(?!\\s*(?:(?:${PLAIN})\\s*\\}|${OWN_PAGE}))`,
  'g',
)

const IMPORT = /(?:^|[;\n])\s*(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g
const BARE_IMPORT = /(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/**
 * @param {string} file path below src, with slashes
 * @param {string} text its content
 * @returns {string[]} what is wrong with it, one line each
 */
export function checkFile(file, text) {
  const code = withoutComments(text)
  const problems = []
  for (const { name, typeOnly, index } of importsOf(code)) {
    const problem = name.startsWith('.') ? checkFolder(file, name, typeOnly) : checkPackage(file, name)
    if (problem) problems.push(`src/${file}:${lineOf(code, index)}: ${problem}`)
  }
  if (isTest(file)) return problems
  for (const { index, why } of forbiddenMarkup(file, code))
    problems.push(`src/${file}:${lineOf(code, index)}: ${why}`)
  return problems
}

/** @param {string} file @param {string} code */
function forbiddenMarkup(file, code) {
  const found = []
  const raw = code.indexOf('dangerouslySetInnerHTML')
  if (raw >= 0) found.push({ index: raw, why: 'text from the network is text, never markup' })
  if (ADDRESS_FILES.includes(posix.basename(file))) return found
  for (const { 0: text, index } of code.matchAll(DYNAMIC_ADDRESS)) {
    // Our own components may be given any address: they end in one of those files, or here.
    const tag =
      code
        .slice(0, index)
        .match(/<[A-Za-z][\w.]*/g)
        ?.at(-1) ?? ''
    if (/^<[a-z]/.test(tag))
      found.push({ index, why: `${tag} ${text}: such addresses go through ${ADDRESS_FILES.join(' or ')}` })
  }
  return found
}

/** @param {string} file @param {string} name @param {boolean} typeOnly */
function checkFolder(file, name, typeOnly) {
  const target = posix.normalize(posix.join(posix.dirname(file), name))
  // The version number lives there.
  if (target === '../package.json') return undefined
  if (target.startsWith('../')) return isTest(file) ? undefined : `imports ${name} from outside src`
  const [from = '', feature] = file.split('/')
  const [to = '', otherFeature] = target.split('/')
  // What lies in src itself is the program's start and its types.
  if (!file.includes('/') || !target.includes('/')) return undefined
  const allowed = /** @type {Record<string, string[]>} */ (LAYERS)[from]
  if (!allowed) return `the folder ${from}/ has no place in the table of layers`
  if (from === 'features' && to === 'features') {
    return feature === otherFeature
      ? undefined
      : `the features ${feature} and ${otherFeature} meet in app/, not here`
  }
  if (to === from || allowed.includes(to)) return undefined
  if (allowed.includes(`types of ${to}`))
    return typeOnly ? undefined : `${from}/ imports types only from ${to}/`
  return `${from}/ may not import ${to}/`
}

/** @param {string} file @param {string} name */
function checkPackage(file, name) {
  if (isTest(file)) return undefined
  const rule = Object.entries(PACKAGES).find(
    ([key]) => name === key || name.startsWith(key.endsWith('/') ? key : `${key}/`),
  )
  if (!rule) return undefined
  const [key, places] = rule
  const allowed = places.some(place => (place.endsWith('/') ? file.startsWith(place) : file === place))
  return allowed ? undefined : `${key} is imported in ${places.join(', ')} only`
}

/** @param {string} code */
function importsOf(code) {
  const found = []
  for (const match of code.matchAll(IMPORT)) {
    found.push({ name: match[2] ?? '', typeOnly: Boolean(match[1]), index: startOf(match) })
  }
  for (const match of code.matchAll(BARE_IMPORT)) {
    found.push({ name: match[1] ?? match[2] ?? '', typeOnly: false, index: startOf(match) })
  }
  return found
}

/** @param {RegExpMatchArray} match which may begin with the end of the line before */
const startOf = match => (match.index ?? 0) + match[0].search(/import|export/)

/** Keeps the line numbers. @param {string} text */
const withoutComments = text =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, (comment, before) => before + ' '.repeat(comment.length - before.length))

/** @param {string} code @param {number} index */
const lineOf = (code, index) =>
  code
    .slice(0, index + 1)
    .trimEnd()
    .split('\n').length

/** @param {string} file */
const isTest = file => /\.test\.tsx?$|(^|\/)test-support\//.test(file)

/**
 * @param {string} root the src folder
 * @returns {Promise<{ files: number, problems: string[] }>}
 */
export async function checkLayers(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
  const results = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = relative(root, join(parentPath, name)).replaceAll('\\', '/')
      return checkFile(file, await readFile(join(root, file), 'utf8'))
    }),
  )
  return { files: files.length, problems: results.flat() }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../../src')
  const { files, problems } = await checkLayers(root)
  for (const problem of problems) console.log(problem)
  console.log(`layers: ${files} files, ${problems.length} problems`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
