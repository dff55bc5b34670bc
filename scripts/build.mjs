/* Builds dist/: the compiled program and the files that pages load.
   --if-stale  only when a source is newer than the last build
   --quiet     nothing on stdout */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyAssets, finishAssets } from './build-assets.mjs'
import { whileBuildLocked } from './build-lock.mjs'
import { exitStatus, projectEnv, projectNode, root } from './environment.mjs'

const dist = join(root, 'dist')
const stampName = '.stamp'
const alsoSources = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
  'scripts/build-assets.mjs',
]

function sources() {
  const inSrc = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  return [...inSrc, ...alsoSources.map((name) => join(root, name))]
}

function isStale() {
  const stamp = join(dist, stampName)
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  return sources().some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > built)
}

/** Runs a tool; what it says is shown only when it fails. */
async function tool(name, args) {
  const child = spawn(projectNode(), args, { cwd: root, env: projectEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  child.stdout.on('data', (chunk) => said.push(chunk))
  child.stderr.on('data', (chunk) => said.push(chunk))
  const status = await exitStatus(child)
  if (status !== 0) throw new Error(`${Buffer.concat(said).toString().trimEnd()}\n${name} failed`)
}

function compile(folder) {
  const compiler = 'node_modules/typescript-native/bin/tsc'
  return tool('The type check', [compiler, '-p', 'tsconfig.build.json', '--outDir', folder, '--pretty', 'false'])
}

async function buildStyles(folder) {
  const source = 'src/ui/styles/styles.css'
  if (!existsSync(join(root, source))) return
  const target = join(folder, 'foyer.css')
  await tool('The style sheet', [
    'node_modules/@tailwindcss/cli/dist/index.mjs',
    '-i',
    source,
    '-o',
    target,
    '--minify',
  ])
}

/** Data files stand beside the compiled code as beside the source. */
function copyData(folder) {
  const place = 'src/platform/crypto/lists'
  cpSync(join(root, place), join(folder, place), { recursive: true })
}

function putInPlace(folder) {
  const old = `${folder}.old`
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      if (existsSync(dist)) renameSync(dist, old)
      renameSync(folder, dist)
      break
    } catch (error) {
      if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code) || attempt === 4) throw error
      rmSync(old, { recursive: true, force: true })
    }
  }
  rmSync(old, { recursive: true, force: true })
}

async function build() {
  const folder = join(root, 'node_modules', '.cache', `foyer-build-${process.pid}`)
  const assets = join(folder, 'assets')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, stampName), '')
  try {
    copyAssets(assets)
    const [compiled, styled] = await Promise.allSettled([compile(folder), buildStyles(assets)])
    for (const result of [compiled, styled]) if (result.status === 'rejected') throw result.reason
    copyData(folder)
    finishAssets(assets)
    putInPlace(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const flags = new Set(process.argv.slice(2))
const say = (text) => flags.has('--quiet') || process.stdout.write(`${text}\n`)
try {
  await whileBuildLocked(async () => {
    if (flags.has('--if-stale') && !isStale()) return
    const start = performance.now()
    await build()
    say(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
