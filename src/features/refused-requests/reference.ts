import { READABLE_ALPHABET } from '../../core/random.ts'

export const REFERENCE_LENGTH = 8

const FORM = new RegExp(`^[${READABLE_ALPHABET}]{${REFERENCE_LENGTH}}$`)

/** The reference in what somebody typed or pasted, whatever its case, spaces and dashes; null when there is none. */
export function readReference(typed: string): string | null {
  const symbols = typed
    .slice(0, 200)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const reference = symbols.replace(/^(?:REFERENCECODE|REFERENCE|REFERENZCODE|REFERENZ|CODE)(?=.{8}$)/, '')
  return FORM.test(reference) ? reference : null
}
