import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Addresses of the files that pages load; each carries a hash of its content, so that it may be cached for ever. */
export interface AssetAddresses {
  readonly css: string
  readonly font: string
  readonly script: (name: string) => string
}

const PREFIX = '/assets/'
const TEXT_FACE = 'fonts/hanken-grotesk-latin-wght-normal.woff2'
const manifestSchema = z.record(z.string(), z.string())

/** Where the build puts style sheet, fonts and scripts; the same for the sources and for the built program. */
export function assetFolder(): string {
  const above = new URL('../../../', import.meta.url)
  const beside = new URL('assets/', above)
  return fileURLToPath(existsSync(beside) ? beside : new URL('dist/assets/', above))
}

export function loadAssetAddresses(folder = assetFolder()): AssetAddresses {
  const file = `${folder}manifest.json`
  const hashes = existsSync(file) ? manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  const address = (name: string) => {
    const hash = hashes[name]
    return hash === undefined ? PREFIX + name : `${PREFIX}${name}?v=${hash}`
  }
  return { css: address('foyer.css'), font: PREFIX + TEXT_FACE, script: (name) => address(`${name}.js`) }
}

/** Serves the files, compressed ahead of time where the build did so. */
export async function serveAssets(app: FastifyInstance, folder = assetFolder()): Promise<void> {
  if (!existsSync(folder)) return
  await app.register(fastifyStatic, {
    root: folder,
    prefix: PREFIX,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  })
}
