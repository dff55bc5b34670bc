import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './environment.mjs'

const lock = join(root, 'node_modules', '.cache', 'foyer-build.lock')
const unreadableAfterMs = 10_000

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function isAbandoned() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return pid > 0 ? !isRunning(pid) : Date.now() - statSync(lock).mtimeMs > unreadableAfterMs
  } catch {
    return false
  }
}

/** Runs `act` while no other build of this repository runs; waits for one that does. */
export async function whileBuildLocked(act) {
  mkdirSync(dirname(lock), { recursive: true })
  while (!take()) {
    if (isAbandoned()) rmSync(lock, { force: true })
    else await sleep(50)
  }
  try {
    return await act()
  } finally {
    rmSync(lock, { force: true })
  }
}
