import { displayName } from '../../core/person-names.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import { audit as texts } from './locales/en.ts'

const MAX_LENGTH = 300

/** The name of a recorded value in the language of `t`; the recorded word itself when it has no name. */
export function fieldName(t: Translate, field: string): string {
  return isNamed(field) ? t(`audit:field.${field}`) : field
}

/** A recorded value as people read it. */
export function valueText(t: Translate, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return t(value ? 'audit:value.yes' : 'audit:value.no')
  if (Array.isArray(value)) return cut(value.map((item) => valueText(t, item)).join(', '))
  if (typeof value === 'object') return cut(objectText(value as Record<string, unknown>))
  return cut(String(value))
}

/** The parts of a name as the name; anything else part by part. */
function objectText(value: Record<string, unknown>): string {
  const parts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  if (parts.length === Object.keys(value).length && ('_scheme' in value || '_legacy' in value)) {
    return displayName(Object.fromEntries(parts))
  }
  return JSON.stringify(value)
}

function cut(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text
}

function isNamed(field: string): field is keyof typeof texts.field {
  return Object.hasOwn(texts.field, field)
}
