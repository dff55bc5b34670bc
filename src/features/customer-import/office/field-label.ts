import type { TextKey, Translate } from '../../../platform/i18n/i18n.ts'
import { customerImport } from '../locales/en.ts'

const OWN = customerImport.field
const OF_ACCOUNT: Readonly<Record<string, TextKey>> = {
  email: 'customers:field.email',
  phone: 'customers:field.phone',
  phone_verified: 'customers:field.phone_verified',
  locale: 'customers:field.locale',
  external_identifier: 'customers:field.external_identifier',
  notes: 'customers:field.notes',
  is_active: 'customers:field.is_active',
  is_verified: 'customers:field.is_verified',
}

/** What people call a field that a column can be. */
export function fieldLabel(field: string, t: Translate): string {
  if (isOwn(field)) return t(`customerImport:field.${field}`)
  const key = OF_ACCOUNT[field] ?? (`customers:profile.${field.replace(/^address\./, '')}` as TextKey)
  return t(key)
}

function isOwn(field: string): field is keyof typeof OWN {
  return Object.hasOwn(OWN, field)
}
