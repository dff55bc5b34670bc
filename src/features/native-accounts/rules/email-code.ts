import { MINUTE } from '../../../core/clock.ts'
import type { Random } from '../../../core/random.ts'

export const CODE_DIGITS = 7
/** How long a code counts, in ms. */
export const CODE_LIFETIME_MS = 30 * MINUTE
/** How often a code may be tried. */
export const CODE_TRIES = 10

const CODES = 10 ** CODE_DIGITS
/** The greatest multiple of `CODES` in 32 bits; draws above it would make small codes more frequent. */
const EVEN = Math.floor(2 ** 32 / CODES) * CODES

/** Seven random digits, each code as frequent as any other. */
export function drawCode(random: Random): string {
  for (;;) {
    const drawn = Buffer.from(random.bytes(4)).readUInt32BE(0)
    if (drawn < EVEN) return String(drawn % CODES).padStart(CODE_DIGITS, '0')
  }
}

/** What somebody typed, without blanks and hyphens; null when it cannot be a code. */
export function readTypedCode(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s-]/gu, '')
  return /^[0-9]{7}$/.test(digits) ? digits : null
}
