import type { Child } from 'hono/jsx'
import { formatInstant, formatList, languageName } from '../../../platform/i18n/format.ts'
import { isLocale, type Locale, type Translate } from '../../../platform/i18n/i18n.ts'
import { privacy as texts } from '../locales/en.ts'

export interface CopyFormats {
  readonly t: Translate
  readonly locale: Locale
  /** IANA name */
  readonly timeZone: string
}

const FIELDS = texts.copy.field
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
/** Told by the name as a whole. */
const LEFT_OUT = 'name_parts'

interface CopiedValueProps {
  readonly value: unknown
  readonly formats: CopyFormats
  /** The field that has this value. */
  readonly field?: string
}

/** A JSON value as people read it: fields by their names in the language of the page, lists one below the other. */
export function CopiedValue({ value, formats, field = '' }: CopiedValueProps): Child {
  const { t, locale } = formats
  if (isEmpty(value)) return t('privacy:copy.none')
  if (typeof value === 'boolean') return t(value ? 'privacy:copy.yes' : 'privacy:copy.no')
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === 'string')) return formatList(value, locale)
    return (
      <ol>
        {value.map((one) => (
          <li>
            <CopiedValue value={one} formats={formats} />
          </li>
        ))}
      </ol>
    )
  }
  if (value === null || typeof value !== 'object') return <span>{wordOf(String(value), field, formats)}</span>
  const localized = inLanguage(value, locale)
  if (localized !== null) return <span>{localized}</span>
  return (
    <dl>
      {Object.entries(value)
        .filter(([key, one]) => key !== LEFT_OUT && !isEmpty(one))
        .map(([key, one]) => (
          <>
            <dt>{isNamed(key) ? t(`privacy:copy.field.${key}`) : key.replaceAll('_', ' ')}</dt>
            <dd>
              <CopiedValue value={one} formats={formats} field={key} />
            </dd>
          </>
        ))}
    </dl>
  )
}

function wordOf(word: string, field: string, { t, locale, timeZone }: CopyFormats): string {
  if (INSTANT.test(word)) return formatInstant(Date.parse(word), locale, timeZone)
  if (field === 'language' && isLocale(word)) return languageName(word)
  if (field === 'country' && /^[A-Z]{2}$/.test(word)) {
    return new Intl.DisplayNames([locale], { type: 'region' }).of(word) ?? word
  }
  const { status, found_by } = texts.copy.word
  if (field === 'status' && isKeyOf(status, word)) return t(`privacy:copy.word.status.${word}`)
  if (field === 'found_by' && isKeyOf(found_by, word)) return t(`privacy:copy.word.found_by.${word}`)
  return word
}

/** Of texts by language the one of the page; null for anything else. */
function inLanguage(value: object, locale: Locale): string | null {
  const entries = Object.entries(value)
  if (!entries.every(([key, text]) => isLocale(key) && typeof text === 'string')) return null
  return (entries.find(([key]) => key === locale) ?? entries[0])?.[1] ?? null
}

function isKeyOf<Words extends object>(words: Words, word: string): word is Extract<keyof Words, string> {
  return Object.hasOwn(words, word)
}

function isNamed(key: string): key is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, key)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
