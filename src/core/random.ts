import { hash, randomBytes } from 'node:crypto'

/** Where unpredictable bytes come from; handed in so that tests can repeat themselves. */
export interface Random {
  /** `length` bytes from a cryptographically secure source. */
  bytes(length: number): Uint8Array
}

const POOL_SIZE = 8192
let pool = new Uint8Array(0)
let taken = 0

/** Draws from the system's secure source, a block at a time because each call to it costs a few microseconds. */
export const systemRandom: Random = {
  bytes(length) {
    if (length > POOL_SIZE) return randomBytes(length)
    if (taken + length > pool.length) {
      pool = new Uint8Array(randomBytes(POOL_SIZE))
      taken = 0
    }
    const slice = pool.slice(taken, taken + length)
    pool.fill(0, taken, taken + length)
    taken += length
    return slice
  },
}

/** 32 symbols without I, O, 0 and 1, which people mistake for one another. */
export const READABLE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** `length` random symbols of the readable alphabet, 5 bits each. */
export function randomReadable(random: Random, length: number): string {
  let text = ''
  for (const byte of random.bytes(length)) text += READABLE_ALPHABET[byte & 31]
  return text
}

/** A bearer secret: 256 random bits, base64url, 43 characters. */
export function randomSecret(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url')
}

/** SHA-256 as base64url: how bearer secrets are stored. 256 random bits need no salt and no slow hash. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

/** `length` random digits, at most nine, every row of them as likely as any other. */
export function randomDigits(random: Random, length: number): string {
  const limit = 10 ** length
  const fair = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const number = Buffer.from(random.bytes(4)).readUInt32BE()
    if (number < fair) return String(number % limit).padStart(length, '0')
  }
}
