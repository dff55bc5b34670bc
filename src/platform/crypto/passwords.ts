import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { Overloaded } from '../../core/errors.ts'
import { parseForeignHash, verifyForeignHash } from './foreign-hashes.ts'

/** Costs of argon2id (RFC 9106, section 3.1). */
export interface PasswordCost {
  /** KiB */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
export const PASSWORD_COST: PasswordCost = { memory: 19 * 1024, passes: 2, parallelism: 1 }
const TAG_LENGTH = 32
/** libuv's pool also signs tokens and brings the database to the disk. Its size is 4 unless the environment says otherwise. */
const THREADS = Number(process.env.UV_THREADPOOL_SIZE) || 4
const SPARE_THREADS = 2
const MAX_LENGTH = 4096

export interface PasswordHasher {
  /**
   * Hashes with argon2id into a PHC string.
   * @throws Overloaded when too many are waiting
   */
  hash(password: string): Promise<string>
  /**
   * Compares in constant time. With `null` (unknown account, no password) it does the same work and answers false, so that
   * the time tells nothing. Knows the formats of Django, too.
   * @throws Overloaded when too many are waiting
   */
  verify(password: string, phc: string | null): Promise<boolean>
  /** True when the hash was made with other costs than today's and should be made anew after a successful login. */
  needsRehash(phc: string): boolean
  /** How many wait for a free core. */
  readonly waiting: number
}

interface ParsedHash extends PasswordCost {
  readonly salt: Buffer
  readonly tag: Buffer
}

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>

/**
 * Hashing off the event loop with its own bounded queue, so that a storm of logins starves neither signing nor the
 * database.
 * @param options.concurrency hashes at a time; by default one core and two threads of libuv's pool stay free
 * @param options.maxQueue how many may wait before `Overloaded` is thrown
 * @param options.cost of new hashes; default `PASSWORD_COST`
 */
export function createPasswordHasher(
  options: { concurrency?: number; maxQueue?: number; cost?: PasswordCost } = {},
): PasswordHasher {
  const cost = options.cost ?? PASSWORD_COST
  const concurrency = options.concurrency ?? Math.max(1, Math.min(availableParallelism() - 1, THREADS - SPARE_THREADS))
  const maxQueue = options.maxQueue ?? 64
  const waiting: (() => void)[] = []
  let running = 0

  async function slot<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) {
      if (waiting.length >= maxQueue) throw new Overloaded('password hashing')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  const tagOf = (password: string, salt: Buffer, own: PasswordCost, tagLength: number) =>
    slot(() => derive('argon2id', { message: password.slice(0, MAX_LENGTH), nonce: salt, tagLength, ...own }))

  const dummy: ParsedHash = { ...cost, salt: randomBytes(16), tag: randomBytes(TAG_LENGTH) }

  return {
    get waiting() {
      return waiting.length
    },
    async hash(password) {
      const salt = randomBytes(16)
      return format({ ...cost, salt, tag: await tagOf(password, salt, cost, TAG_LENGTH) })
    },
    async verify(password, phc) {
      const foreign = phc === null ? null : parseForeignHash(phc)
      if (foreign !== null && foreign.kind !== 'argon2id') {
        return slot(() => verifyForeignHash(password.slice(0, MAX_LENGTH), foreign))
      }
      const parsed = (foreign === null ? null : parse(foreign.phc)) ?? dummy
      const { memory, passes, parallelism, salt, tag } = parsed
      const actual = await tagOf(password, salt, { memory, passes, parallelism }, tag.length)
      return timingSafeEqual(actual, tag) && parsed !== dummy
    },
    needsRehash(phc) {
      const parsed = parse(phc)
      return (
        parsed === null ||
        parsed.memory !== cost.memory ||
        parsed.passes !== cost.passes ||
        parsed.parallelism !== cost.parallelism
      )
    },
  }
}

function format(hash: ParsedHash): string {
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${hash.memory},t=${hash.passes},p=${hash.parallelism}$${text(hash.salt)}$${text(hash.tag)}`
}

function parse(phc: string): ParsedHash | null {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc)
  if (!match) return null
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = match
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}
