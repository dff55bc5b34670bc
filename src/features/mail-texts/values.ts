import { NAME_SCHEMES } from '../../core/person-names.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import { nameForSalutation } from './rules/salutation.ts'
import type { Letter } from './types.ts'

/** What stands for each placeholder but the link and the code. */
export function valuesOf({ organizer, to, values = {} }: Letter, t: Translate): Record<string, string> {
  const parts = to.nameParts ?? {}
  const salutation = (stored: 'Ms' | 'Mr') => t(`customers:salutation.${stored}`)
  const named = NAME_SCHEMES[organizer.settings.name_scheme].parts.map((part) => {
    const value = parts[part] ?? ''
    const isSalutation = part === 'salutation' && (value === 'Ms' || value === 'Mr' || value === 'Mx')
    return [`name_${part}`, isSalutation ? t(`customers:salutation.${value}`) : value] as const
  })
  const person = {
    name: to.name,
    name_for_salutation: nameForSalutation(parts, salutation, to.name),
    ...Object.fromEntries(named),
    organizer: organizer.name,
  }
  const lines = Object.entries(person).map(([key, value]) => [key, oneLine(value)] as const)
  return { ...values, ...Object.fromEntries(lines) }
}

/** Without line breaks and other control characters, for headers. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
