import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { root } from './environment.mjs'

const ui = join(root, 'src', 'ui')

/** Scripts of others that pages load as files of ours, by their name there. */
const bundles = { 'webauthn.js': '@simplewebauthn/browser/dist/bundle/index.umd.min.js' }

/** Puts fonts and scripts of the pages beside the style sheet. */
export function copyAssets(folder) {
  mkdirSync(folder, { recursive: true })
  const fonts = join(ui, 'styles', 'fonts')
  if (existsSync(fonts)) cpSync(fonts, join(folder, 'fonts'), { recursive: true })
  const scripts = join(ui, 'scripts')
  for (const [name, bundle] of Object.entries(bundles)) {
    cpSync(join(root, 'node_modules', ...bundle.split('/')), join(folder, name))
  }
  if (!existsSync(scripts)) return
  for (const name of readdirSync(scripts).filter((file) => file.endsWith('.js'))) {
    cpSync(join(scripts, name), join(folder, name))
  }
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function compress(file, content) {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}

/** Compresses what is text and writes manifest.json: the content hash of each file by its name. */
export function finishAssets(folder) {
  const hashes = {}
  for (const file of filesOf(folder)) {
    const content = readFileSync(file)
    hashes[relative(folder, file).split(sep).join('/')] = createHash('sha256')
      .update(content)
      .digest('hex')
      .slice(0, 12)
    if (/\.(css|js|svg)$/.test(file)) compress(file, content)
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(hashes, null, 2)}\n`)
}
