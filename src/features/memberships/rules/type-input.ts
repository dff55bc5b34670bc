import { InvalidInput, type Message } from '../../../core/errors.ts'
import { LOCALES } from '../../../platform/i18n/i18n.ts'
import type { LocalizedText, MembershipType, MembershipTypeInput } from '../types.ts'

export type TypeFields = Pick<MembershipType, 'name' | 'transferable' | 'allowParallelUsage' | 'maxUsages'>

export const MAX_NAME = 190
export const MOST_USAGES = 1_000_000
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u
const NEW: TypeFields = { name: {}, transferable: false, allowParallelUsage: false, maxUsages: null }

/**
 * What a type is to be, from what it was and what is given.
 * @throws InvalidInput by field: `name`, `name_de`, `max_usages`
 */
export function checkType(input: Partial<MembershipTypeInput>, before: TypeFields = NEW): TypeFields {
  const problems: Record<string, Message> = {}
  const name = input.name === undefined ? before.name : checkedName(input.name, problems)
  const maxUsages = input.maxUsages === undefined ? before.maxUsages : input.maxUsages
  if (maxUsages !== null && (!Number.isInteger(maxUsages) || maxUsages < 0 || maxUsages > MOST_USAGES)) {
    problems.max_usages = { key: 'memberships:bad.maxUsages', params: { max: MOST_USAGES } }
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return {
    name,
    transferable: input.transferable ?? before.transferable,
    allowParallelUsage: input.allowParallelUsage ?? before.allowParallelUsage,
    maxUsages,
  }
}

/** What the history keeps of a type, in the words of the API. */
export function typeFields({ name, transferable, allowParallelUsage, maxUsages }: TypeFields) {
  return {
    ...Object.fromEntries(LOCALES.map((locale) => [`name_${locale}`, name[locale] ?? null])),
    transferable,
    allow_parallel_usage: allowParallelUsage,
    max_usages: maxUsages,
  }
}

function checkedName(given: LocalizedText, problems: Record<string, Message>): LocalizedText {
  const name: Record<string, string> = {}
  for (const locale of LOCALES) {
    const text = (given[locale] ?? '').normalize('NFC').trim()
    if (text === '') continue
    if (text.length > MAX_NAME) problems[`name_${locale}`] = { key: 'memberships:bad.long', params: { max: MAX_NAME } }
    else if (INVISIBLE.test(text)) problems[`name_${locale}`] = { key: 'memberships:bad.invisible' }
    name[locale] = text
  }
  if (Object.keys(name).length === 0) problems[`name_${LOCALES[0]}`] = { key: 'memberships:bad.noName' }
  return name
}
