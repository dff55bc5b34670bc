import { displayName, NAME_SCHEMES } from '../../../core/person-names.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Customer } from '../types.ts'

/** A row of a file. */
export interface ExportedCustomer {
  readonly customer: Customer
  readonly tags: readonly string[]
  /** Where they log in, and who they are there. */
  readonly logins: readonly { readonly provider: string; readonly subject: string }[]
}

export interface ExportColumn {
  readonly head: string
  readonly of: (customer: Customer, more: Omit<ExportedCustomer, 'customer'>) => string
}

/** The columns of an export, in the reference's order; a name of several parts has a column for each. Days are `2026-01-31`. */
export function exportColumns({ settings, timeZone }: Organizer, t: Translate): ExportColumn[] {
  const { parts } = NAME_SCHEMES[settings.name_scheme]
  const day = dayFormat(timeZone)
  const yesNo = (value: boolean) => t(value ? 'words:yes' : 'words:no')
  return [
    { head: t('customers:export.column.identifier'), of: ({ identifier }) => identifier },
    {
      head: t('customers:export.column.provider'),
      of: (_, { logins }) => logins.map(({ provider }) => provider).join(', '),
    },
    { head: t('customers:export.column.external'), of: ({ externalIdentifier }) => externalIdentifier ?? '' },
    { head: t('customers:export.column.email'), of: ({ email }) => email ?? '' },
    { head: t('customers:export.column.phone'), of: ({ phone }) => phone ?? '' },
    { head: t('customers:export.column.name'), of: ({ nameParts }) => displayName(nameParts) },
    ...(parts.length < 2
      ? []
      : parts.map((part) => ({
          head: t(`customers:part.${part}`),
          of: ({ nameParts }: Customer) => nameParts[part] ?? '',
        }))),
    { head: t('customers:export.column.active'), of: ({ isActive }) => yesNo(isActive) },
    { head: t('customers:export.column.verified'), of: ({ isVerified }) => yesNo(isVerified) },
    {
      head: t('customers:export.column.lastLogin'),
      of: ({ lastLoginAt }) => (lastLoginAt === null ? '' : day(lastLoginAt)),
    },
    { head: t('customers:export.column.registered'), of: ({ createdAt }) => day(createdAt) },
    { head: t('customers:export.column.locale'), of: ({ locale }) => languageName(locale) },
    { head: t('customers:export.column.tags'), of: (_, { tags }) => tags.join(', ') },
    { head: t('customers:export.column.notes'), of: ({ notes }) => notes ?? '' },
    {
      head: t('customers:export.column.subject'),
      of: (_, { logins }) => logins.map(({ subject }) => subject).join(', '),
    },
  ]
}

function dayFormat(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  return (instant) => format.format(instant)
}
