import type { Message } from '../../core/errors.ts'
import { NAME_SCHEMES } from '../../core/person-names.ts'
import { say, type Translate } from '../../platform/i18n/i18n.ts'
import { profileLabel } from './profile-fields.tsx'
import { PROFILE_KEYS } from './rules/profile.ts'

const FIELDS = ['email', 'phone', 'identifier', 'external_identifier', 'notes', 'locale'] as const

/** What is wrong, a line for each field that begins with its label: for the summary above a form. */
export function problemLines(
  problems: Readonly<Record<string, Message>>,
  t: Translate,
): { field: string; message: string }[] {
  const labels = labelsOf(t)
  return Object.entries(problems).map(([field, problem]) => {
    const label = labels[field]
    return { field, message: label ? `${label}: ${say(t, problem)}` : say(t, problem) }
  })
}

function labelsOf(t: Translate): Record<string, string> {
  const parts = new Set(Object.values(NAME_SCHEMES).flatMap((scheme) => [...scheme.parts]))
  return {
    ...Object.fromEntries([...parts].map((part) => [part, t(`customers:part.${part}`)])),
    ...Object.fromEntries(FIELDS.map((field) => [field, t(`customers:field.${field}`)])),
    ...Object.fromEntries(PROFILE_KEYS.map((key) => [key, profileLabel(key, t)])),
    name: t('customers:part.name'),
  }
}
