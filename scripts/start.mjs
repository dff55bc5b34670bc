/* npm start: installs and builds what is missing, then runs the demo. Runs under older versions of Node, too. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { exitStatus, projectEnv, projectNode, root, runNode } from './environment.mjs'
import { installIfNeeded } from './install.mjs'

const onWindows = process.platform === 'win32'

function startDemo() {
  const args = ['demo', ...process.argv.slice(2)]
  const main = ['--disable-warning=ExperimentalWarning', join(root, 'dist', 'src', 'cli', 'main.js')]
  const options = { cwd: root, env: projectEnv(), stdio: 'inherit' }
  return onWindows
    ? spawn(projectNode(), [...main, ...args], options)
    : spawn(join(root, 'bin', 'foyer'), args, options)
}

installIfNeeded()
const built = await runNode([join(root, 'scripts', 'build.mjs'), '--if-stale'])
if (built !== 0) process.exit(built)
const demo = startDemo()
process.on('SIGTERM', () => demo.kill('SIGTERM'))
/* Ctrl-C on a terminal reaches the demo by itself. */
process.on('SIGINT', () => process.stdin.isTTY || demo.kill('SIGINT'))
process.exitCode = await exitStatus(demo)
