import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const FILE = new URL('./lists/leaked-passwords.bin', import.meta.url)
const MAGIC = 'FOYERPW1'
const HEAD_BYTES = 16

interface Filter {
  readonly entries: number
  readonly hashes: number
  readonly bits: Uint8Array
}

let filter: Filter | undefined

/** Reads the filter, half a megabyte, when it is asked for the first time. */
function load(): Filter {
  const file = readFileSync(FILE)
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('leaked-passwords.bin is damaged')
  return { entries: file.readUInt32BE(8), hashes: file.readUInt32BE(12), bits: file.subarray(HEAD_BYTES) }
}

/** How many passwords the filter knows. */
export function leakedPasswordCount(): number {
  filter ??= load()
  return filter.entries
}

/**
 * Whether a password was among those that leaked most often. Knows all of its list and takes seven of 100,000 others for one of
 * them; its layout is described beside the file. @param password NFKC, in lower case
 */
export function isLeaked(password: string): boolean {
  filter ??= load()
  const digest = hash('sha256', password, 'buffer')
  const first = digest.readUInt32BE(0)
  const step = (digest.readUInt32BE(4) | 1) >>> 0
  const size = filter.bits.length * 8
  for (let i = 0; i < filter.hashes; i++) {
    const bit = (first + i * step) % size
    if (((filter.bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
