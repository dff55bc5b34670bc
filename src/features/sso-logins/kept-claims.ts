import type { Claims } from '../../protocol/client/claims.ts'

const DEEPEST = 5
const MOST_VALUES = 500
const MOST_LETTERS = 16_000
const LONGEST_TEXT = 1000
const LONGEST_NAME = 200

/** Of the protocol; they say nothing about the person. */
const PROTOCOL = new Set(['nonce', 'at_hash', 'c_hash', 's_hash'])
const SECRET_NAME = /(?:token|secret|password|passwd|assertion|private_?key)$/i
const SIGNED = /eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/g
export const LEFT_OUT = '…'

/**
 * Claims as they may be kept and shown to staff: tokens and secrets are left out, endless values are cut.
 * @param claims whatever a provider sent
 */
export function keptClaims(claims: Claims): Claims {
  const left = { values: MOST_VALUES, letters: MOST_LETTERS }

  function text(value: string, most: number): string {
    const plain = value.slice(0, most * 2).replace(SIGNED, `eyJ${LEFT_OUT}`)
    const length = Math.max(0, Math.min(most, left.letters))
    left.letters -= Math.min(length, plain.length)
    return plain.length > length || value.length > most * 2 ? `${plain.slice(0, length)}${LEFT_OUT}` : plain
  }

  function kept(value: unknown, depth: number): unknown {
    left.values -= 1
    if (left.values < 0) return LEFT_OUT
    if (typeof value === 'string') return text(value, LONGEST_TEXT)
    if (typeof value !== 'object' || value === null) return value
    if (depth >= DEEPEST) return LEFT_OUT
    if (!Array.isArray(value)) return fields(value as Claims, depth + 1)
    const shown = value.slice(0, Math.max(0, left.values)).map((one) => kept(one, depth + 1))
    return shown.length < value.length ? [...shown, LEFT_OUT] : shown
  }

  function fields(object: Claims, depth: number): Claims {
    const entries: [string, unknown][] = []
    for (const [name, value] of Object.entries(object)) {
      if (left.values <= 0) break
      if (depth === 1 && PROTOCOL.has(name)) continue
      entries.push([text(name, LONGEST_NAME), SECRET_NAME.test(name) ? LEFT_OUT : kept(value, depth)])
    }
    return Object.fromEntries(entries)
  }

  return fields(claims, 1)
}
