import { InvalidInput, type Message } from '../../../core/errors.ts'
import { parseForeignHash } from '../../../platform/crypto/foreign-hashes.ts'
import { isLocale } from '../../../platform/i18n/i18n.ts'
import { type CustomerChanges, customerTexts } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { ImportSettings } from '../types.ts'

const YES = new Set(['true', '1', 'yes', 'y', 'x', 'on', 'ja', 'j', 'wahr'])
const NO = new Set(['false', '0', 'no', 'n', 'off', 'nein', 'falsch'])
const FLAGS: ReadonlySet<string> = new Set(['is_active', 'is_verified', 'phone_verified'])

/** One row as a customer. */
export interface ReadRow {
  /** Lower case, trimmed; empty when the row has none. */
  readonly email: string
  readonly identifier: string | undefined
  readonly passwordHash: string | undefined
  readonly changes: CustomerChanges
}

/**
 * A row of the file in the words of a customer. Empty cells say nothing.
 * @throws InvalidInput by field
 */
export function readRow(cells: readonly string[], { mapping }: ImportSettings, organizer: Organizer): ReadRow {
  const values = new Map<string, string>()
  mapping.forEach((field, index) => {
    const text = (cells[index] ?? '').replaceAll('\0', '').trim()
    if (field !== null && text !== '') values.set(field, text)
  })
  const problems: Record<string, Message> = {}
  const identifier = take(values, 'identifier')
  const passwordHash = take(values, 'password_hash')
  if (passwordHash !== undefined && parseForeignHash(passwordHash) === null) {
    problems.password_hash = { key: 'customerImport:bad.passwordHash' }
  }
  for (const field of FLAGS) {
    const word = values.get(field)?.toLowerCase()
    if (word === undefined) continue
    if (YES.has(word)) values.set(field, 'true')
    else if (NO.has(word)) values.set(field, 'false')
    else problems[field] = { key: 'customerImport:bad.flag' }
  }
  const locale = values.get('locale')?.toLowerCase().slice(0, 2)
  if (locale !== undefined) values.set('locale', isLocale(locale) ? locale : 'unknown')
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  const changes = customerTexts.read(values, organizer)
  return { email: (changes.email ?? '').trim().toLowerCase(), identifier, passwordHash, changes }
}

function take(values: Map<string, string>, field: string): string | undefined {
  const text = values.get(field)
  values.delete(field)
  return text
}
