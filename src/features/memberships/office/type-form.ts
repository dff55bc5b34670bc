import { z } from 'zod'
import { InvalidInput } from '../../../core/errors.ts'
import { LOCALES, type Locale } from '../../../platform/i18n/i18n.ts'
import { MOST_USAGES } from '../rules/type-input.ts'
import type { MembershipType, MembershipTypeInput } from '../types.ts'

const text = (max: number) => z.string().max(max).catch('')
const ticked = z
  .string()
  .transform(() => true)
  .catch(false)
const fields = z.object({ transferable: ticked, allow_parallel_usage: ticked, max_usages: text(50) })
const anyFields = z.record(z.string(), z.unknown()).catch({})

/** The form of a type as it stands on the page. */
export interface TypeForm extends z.infer<typeof fields> {
  readonly names: Readonly<Record<Locale, string>>
}

export function emptyTypeForm(): TypeForm {
  return { names: namesOf(() => ''), transferable: false, allow_parallel_usage: false, max_usages: '' }
}

export function typeFormOf(type: MembershipType): TypeForm {
  return {
    names: namesOf((locale) => type.name[locale] ?? ''),
    transferable: type.transferable,
    allow_parallel_usage: type.allowParallelUsage,
    max_usages: type.maxUsages === null ? '' : String(type.maxUsages),
  }
}

export function readTypeForm(body: unknown): TypeForm {
  const sent = anyFields.parse(body)
  return { ...fields.parse(sent), names: namesOf((locale) => text(1000).parse(sent[`name_${locale}`])) }
}

/** @throws InvalidInput for a number that is none */
export function typeInputOf(form: TypeForm): MembershipTypeInput {
  return {
    name: form.names,
    transferable: form.transferable,
    allowParallelUsage: form.allow_parallel_usage,
    maxUsages: readMaxUsages(form.max_usages),
  }
}

/** @throws InvalidInput */
function readMaxUsages(typed: string): number | null {
  const digits = typed.trim()
  if (digits === '') return null
  if (/^\d{1,9}$/.test(digits)) return Number(digits)
  throw new InvalidInput({ max_usages: { key: 'memberships:bad.maxUsages', params: { max: MOST_USAGES } } })
}

function namesOf(name: (locale: Locale) => string): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, name(locale)])) as Record<Locale, string>
}
