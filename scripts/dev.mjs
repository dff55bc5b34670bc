/* npm run dev: the demo, built and started again after every change of a source file. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { exitStatus, projectEnv, projectNode, root, runNode } from './environment.mjs'

const main = join(root, 'dist', 'src', 'cli', 'main.js')
const settleMs = 150
let server
let timer
let work = Promise.resolve()

async function stop() {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
  const stopped = exitStatus(server)
  server.kill('SIGTERM')
  await stopped
}

async function restart() {
  if ((await runNode([join(root, 'scripts', 'build.mjs'), '--if-stale'])) !== 0) return
  await stop()
  const args = ['--disable-warning=ExperimentalWarning', main, 'demo', ...process.argv.slice(2)]
  server = spawn(projectNode(), args, { cwd: root, env: projectEnv(), stdio: 'inherit' })
}

function restartSoon(_event, name) {
  if (name !== null && /\.test\.tsx?$/.test(name)) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    work = work.then(restart)
  }, settleMs)
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stop()
    process.exit(0)
  })
}
watch(join(root, 'src'), { recursive: true }, restartSoon)
restartSoon('start', null)
