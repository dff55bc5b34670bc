import { hashSecret, type Random, READABLE_ALPHABET, randomReadable } from '../../core/random.ts'

export const CODES = 10
const GROUP = 5
const GROUPS = 3
const LENGTH = GROUP * GROUPS
const CODE = new RegExp(`^[${READABLE_ALPHABET}]{${LENGTH}}$`)
const SHOWN = new RegExp(`^[${READABLE_ALPHABET}]{${GROUP}}(-[${READABLE_ALPHABET}]{${GROUP}}){${GROUPS - 1}}$`)

/** Ten new codes of 75 random bits, as people see them: `ABCDE-FGHJK-LMNPQ`. */
export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: CODES }, () => {
    const code = randomReadable(random, LENGTH)
    return Array.from({ length: GROUPS }, (_, group) => code.slice(group * GROUP, (group + 1) * GROUP)).join('-')
  })
}

/** How a code is stored: together with whose it is, so that no two people's hashes can be compared. @param owner id */
export function hashRecoveryCode(owner: string, code: string): string {
  return hashSecret(`recovery code ${owner} ${code.replaceAll('-', '')}`)
}

/** What somebody typed in the one field for both kinds of codes; null when it can be neither. */
export type TypedCode =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }

/** Spaces, dashes and case do not matter. */
export function readTypedCode(typed: string): TypedCode | null {
  const code = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]+/gu, '')
    .toUpperCase()
  if (/^[0-9]{6}$/.test(code)) return { kind: 'totp', code }
  return CODE.test(code) ? { kind: 'recovery', code } : null
}

/** Whether a text is a code as it was shown. */
export function isShownCode(text: string): boolean {
  return SHOWN.test(text)
}
