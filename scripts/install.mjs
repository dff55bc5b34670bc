import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './environment.mjs'

function modifiedMs(name) {
  return statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs
}

/** Installs the libraries when they are missing or older than the lock file; ends the process when that fails. */
export function installIfNeeded() {
  const installed = modifiedMs('node_modules/.package-lock.json')
  if (installed !== undefined && installed >= (modifiedMs('package-lock.json') ?? 0)) return
  process.stdout.write('Installing libraries, about a minute on the first start ...\n')
  const result = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
