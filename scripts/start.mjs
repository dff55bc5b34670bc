/* npm start: installs and builds what is missing, then runs the demo. Runs under older versions of Node, too. */
import { spawn, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { exitStatus, projectEnv, projectNode, root, runNode } from './environment.mjs'

const onWindows = process.platform === 'win32'

function modifiedMs(name) {
  return statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs
}

function installIfNeeded() {
  const installed = modifiedMs('node_modules/.package-lock.json')
  if (installed !== undefined && installed >= (modifiedMs('package-lock.json') ?? 0)) return
  process.stdout.write('Installing libraries, about a minute on the first start ...\n')
  const result = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: onWindows,
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

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
