import { hash as digest, pbkdf2, timingSafeEqual } from 'node:crypto'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'

/** A hash that another system made, in the words of Django; checked once at the next login and then made anew. */
export type ForeignHash =
  | { readonly kind: 'argon2id'; readonly phc: string }
  | { readonly kind: 'pbkdf2_sha256'; readonly rounds: number; readonly salt: string; readonly tag: Buffer }
  | { readonly kind: 'bcrypt_sha256' | 'bcrypt'; readonly bcrypt: string }

/** Nobody shall be able to keep the server busy with a hash that costs too much. */
const MOST = { memoryKib: 1024 * 1024, passes: 20, lanes: 16, rounds: 5_000_000, bcryptCost: 15 }
const SHA256_BYTES = 32

const derive = promisify(pbkdf2)

/** Null for what is none, or costs more than a login may. */
export function parseForeignHash(text: string): ForeignHash | null {
  const argon2 =
    /^(?:argon2)?(\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$[A-Za-z0-9+/]{8,200}\$[A-Za-z0-9+/]{16,200})$/
  const [, phc, memory = 0, passes = 0, lanes = 0] = argon2.exec(text) ?? []
  if (phc !== undefined) {
    const isFine = Number(memory) <= MOST.memoryKib && Number(passes) <= MOST.passes && Number(lanes) <= MOST.lanes
    return isFine ? { kind: 'argon2id', phc } : null
  }
  const [, rounds, salt = '', tag = ''] =
    /^pbkdf2_sha256\$(\d{1,8})\$([^$]{1,200})\$([A-Za-z0-9+/]{43}=)$/.exec(text) ?? []
  if (rounds !== undefined) {
    const bytes = Buffer.from(tag, 'base64')
    if (Number(rounds) < 1 || Number(rounds) > MOST.rounds || bytes.length !== SHA256_BYTES) return null
    return { kind: 'pbkdf2_sha256', rounds: Number(rounds), salt, tag: bytes }
  }
  const [, kind, bcrypt, cost] = /^(bcrypt_sha256|bcrypt)\$(\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53})$/.exec(text) ?? []
  if (bcrypt === undefined || Number(cost) > MOST.bcryptCost) return null
  return { kind: kind === 'bcrypt' ? 'bcrypt' : 'bcrypt_sha256', bcrypt }
}

/** Compares off the event loop. Argon2 is checked by the hasher itself. */
export async function verifyForeignHash(
  password: string,
  hash: Exclude<ForeignHash, { kind: 'argon2id' }>,
): Promise<boolean> {
  if (hash.kind === 'pbkdf2_sha256') {
    const actual = await derive(password, hash.salt, hash.rounds, SHA256_BYTES, 'sha256')
    return timingSafeEqual(actual, hash.tag)
  }
  return compareBcrypt(hash.kind === 'bcrypt' ? password : digest('sha256', password, 'hex'), hash.bcrypt)
}

const COMPARE = `
const { parentPort, workerData } = require('node:worker_threads')
const library = require(workerData.module)
parentPort.postMessage((library.default ?? library).compareSync(workerData.text, workerData.hash))
`

/** In a thread of its own: the library counts in JavaScript. */
function compareBcrypt(text: string, hash: string): Promise<boolean> {
  const module = createRequire(import.meta.url).resolve('bcryptjs')
  const worker = new Worker(COMPARE, { eval: true, workerData: { module, text, hash } })
  return new Promise((resolve, reject) => {
    worker.once('message', (isRight: unknown) => resolve(isRight === true))
    worker.once('error', reject)
    worker.once('exit', () => resolve(false))
  })
}
