import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isLoopbackUrl } from '../../config/checks.ts'
import { secretFileName } from '../../config/secret-file.ts'
import type { Config } from '../../config.ts'
import { type CheckResult, fail, ok, reasonOf, warn } from './check.ts'

const OLDEST_NODE = [24, 7] as const
const LOW_SPACE_BYTES = 512 * 1024 * 1024
const FEWEST_CHARACTERS = 12

export function checkNode(version: string): CheckResult {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  if (isNew) return ok('node', version)
  return fail('node', version, `install Node ${OLDEST_NODE.join('.')} or later`)
}

/** The address that people use, beside what the program knows of the proxies in front of it. */
export function checkAddress({ url, trustedProxies }: Pick<Config, 'url' | 'trustedProxies'>): CheckResult {
  if (isLoopbackUrl(url)) return ok('address', `${url} (this machine only)`)
  if (url.startsWith('http:')) {
    return warn('address', `${url} is not encrypted`, 'serve it through a proxy with https, and set FOYER_URL to that')
  }
  if (trustedProxies.length === 0) {
    return warn('address', `${url}, but no proxy is trusted`, 'name the proxy that ends https in FOYER_TRUSTED_PROXIES')
  }
  return ok('address', url)
}

function isOpenToOthers(file: string): boolean {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0
  return process.platform !== 'win32' && (mode & 0o077) !== 0
}

/** @param isGenerated whether the secret is the one that the program made in the data folder */
export function checkSecret({ secret, mode, dataDir }: Config, isGenerated: boolean): CheckResult {
  const file = join(dataDir, secretFileName)
  if (isGenerated && isOpenToOthers(file)) {
    return warn('secret', `others may read ${file}`, `run "chmod 600 ${file}"`)
  }
  if (isGenerated) return ok('secret', `${file} (${mode} mode)`)
  const length = `${secret.length} characters (${mode} mode)`
  if (new Set(secret).size >= FEWEST_CHARACTERS) return ok('secret', length)
  return warn('secret', `${length}, few different ones`, 'take the output of "openssl rand -base64 32"')
}

/** Whether the folder of the database can be written and has room. */
export function checkFolder({ dataDir }: Pick<Config, 'dataDir'>): CheckResult {
  try {
    let folder = dataDir
    while (statSync(folder, { throwIfNoEntry: false }) === undefined) folder = dirname(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize
    const found = `${dataDir}, ${(free / 1024 ** 3).toFixed(1)} GiB free`
    return free < LOW_SPACE_BYTES ? warn('folder', found, 'make room on that disk') : ok('folder', found)
  } catch (error) {
    return fail('folder', `${dataDir}: ${reasonOf(error)}`, 'make it writable, or set FOYER_DATA_DIR')
  }
}
