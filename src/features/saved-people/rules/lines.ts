import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { Answer, Entry } from '../types.ts'
import { FIELDS } from './fields.ts'

/** What is saved, a line for each part that is not empty, without the name. */
export function linesOf({ texts }: Pick<Entry, 'texts'>, t: Translate, locale: Locale): string[] {
  const { email, company, street, zipcode, city, state, country } = texts
  const town = [zipcode, city, state].filter(Boolean).join(' ')
  const land = country && (new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country)
  const rest = FIELDS.addresses
    .slice(6)
    .flatMap((field) =>
      texts[field] ? [t('savedPeople:line', { label: t(`savedPeople:field.${field}`), text: texts[field] ?? '' })] : [],
    )
  return [email, company, ...(street ?? '').split('\n'), town, land, ...rest].flatMap((line) => line || [])
}

/** An answer in words. */
export function answerText({ value }: Answer, t: Translate): string {
  if (typeof value === 'boolean') return t(value ? 'savedPeople:yes' : 'savedPeople:no')
  if (value !== null && typeof value === 'object') return Object.values(value).map(String).join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
