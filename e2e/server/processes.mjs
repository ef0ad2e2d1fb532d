import { spawn } from 'node:child_process'

/**
 * A shell that outlives us by a moment: it notes the process ids it is told and, when its standard input closes
 * because we are gone (even by SIGKILL), ends those that are left. Prosody itself would not notice.
 */
const REAPER = `
trap '' INT TERM HUP
pids=' '
while read -r what pid; do
  case $what in
    +) pids="$pids$pid " ;;
    -) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;; esac ;;
  esac
done
for pid in $pids; do kill -CONT "$pid"; kill "$pid"; done 2>/dev/null
[ "$pids" = ' ' ] || sleep 2
for pid in $pids; do kill -KILL "$pid"; done 2>/dev/null
`

/** @type {import('node:child_process').ChildProcess | undefined} */
let reaper

/** @param {string} line */
function tellReaper(line) {
  if (!reaper) {
    // Its own session: a Ctrl-C in the terminal must not end it before its work is done.
    reaper = spawn('sh', ['-c', REAPER], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
    reaper.on('error', () => {})
    reaper.stdin?.on('error', () => {})
    // Neither the process nor its pipe may keep us running.
    reaper.unref()
    const pipe = /** @type {import('node:net').Socket} */ (reaper.stdin)
    pipe.unref()
  }
  reaper.stdin?.write(`${line}\n`)
}

/**
 * Starts a process that ends when this one does, whatever ends this one.
 * It gets its own process group, so that Ctrl-C reaches it through us only and things end in order.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function spawnOwned(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'ignore', ...options, detached: true })
  const { pid } = child
  if (pid) {
    tellReaper(`+ ${pid}`)
    child.once('exit', () => tellReaper(`- ${pid}`))
  }
  return child
}

/**
 * Asks a process to end, insists after `patience` ms, and resolves when it is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [patience] milliseconds
 * @returns {Promise<void>}
 */
export function stopChild(child, patience = 3000) {
  return new Promise(resolve => {
    if (hasEnded(child)) return resolve()
    const insist = setTimeout(() => child.kill('SIGKILL'), patience)
    child.once('exit', () => {
      clearTimeout(insist)
      resolve()
    })
    // A stopped process cannot end before it continues.
    child.kill('SIGCONT')
    child.kill('SIGTERM')
  })
}

/** @param {import('node:child_process').ChildProcess} child */
export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

/**
 * Runs `cleanUp` once when this process is asked to end, or when the npm that started it is gone; then ends it.
 * @param {() => Promise<void>} cleanUp
 */
export function onShutdown(cleanUp) {
  let ending = false
  const end = () => {
    // npm hands a Ctrl-C on, so it arrives twice: the second one changes nothing.
    if (ending) return
    ending = true
    cleanUp().then(
      () => process.exit(0),
      error => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  if (!process.env['npm_lifecycle_event']) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), 1000).unref()
}
