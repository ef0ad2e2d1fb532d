// The demo's server and contacts without the app, for hand tests. Ctrl-C ends them.
import { OWNER, PASSWORD } from './demo/cast.mjs'
import { startDemo } from './demo/world.mjs'
import { onShutdown } from './processes.mjs'

const demo = await startDemo({ name: `demo-only-${process.pid}`, fresh: true })
onShutdown(async () => {
  await demo.stop()
  await demo.server.discard()
})
console.log(`server:   ${demo.server.url}`)
console.log(`account:  ${OWNER.jid}  password: ${PASSWORD}`)
console.log(`contacts: jonas@kavel.example (answers) and others, same password`)
console.log(`log:      ${demo.server.logFile}`)
setInterval(() => {}, 1 << 30)
