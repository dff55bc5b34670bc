import type { Message } from '../../core/errors.ts'
import { displayName, isNameSchemeKey, isTitleGroupKey, TITLE_GROUPS } from '../../core/person-names.ts'
import { formatInstant, formatNumber, languageName } from '../../platform/i18n/format.ts'
import { isLocale, type Locale, say, type TextKey, type Translate } from '../../platform/i18n/i18n.ts'
import { audit as texts } from './locales/en.ts'

const MAX_LENGTH = 300

/** A day and a time as the clocks of the organizer show them: `2026-12-12 12:46`. */
const WALL_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/

/** An instant: `2026-12-12T12:46:00.000Z`. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The language of the reader, and the clocks there (IANA name). */
interface Reader {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
}

/** The text for each recorded word, by `field word`. */
const WORDS: ReadonlyMap<string, TextKey> = new Map(
  Object.entries(texts.word).flatMap(([field, words]) =>
    Object.keys(words).map((word) => [`${field} ${word}`, `audit:word.${field}.${word}` as TextKey] as const),
  ),
)

/** The name of a recorded value in the language of `t`; the recorded word itself when it has no name. */
export function fieldName(t: Translate, field: string): string {
  return isNamed(field) ? t(`audit:field.${field}`) : field
}

/** A recorded value as people read it. Addresses, and the names that protocols give to things, stay as they are. */
export function valueText(reader: Reader, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return reader.t(value ? 'audit:value.yes' : 'audit:value.no')
  if (typeof value === 'number') return formatNumber(value, reader.locale)
  if (Array.isArray(value)) return cut(value.map((item) => valueText(reader, field, item)).join(', '))
  if (isMessage(value)) return cut(say(reader.t, value))
  if (typeof value === 'object') return cut(objectText(field, value as Record<string, unknown>))
  return cut(wordText(reader, field, String(value)))
}

function wordText({ t, locale, timeZone }: Reader, field: string, word: string): string {
  const instant = INSTANT.test(word) ? Date.parse(word) : Number.NaN
  if (!Number.isNaN(instant)) return formatInstant(instant, locale, timeZone)
  if (field.startsWith('date_') && WALL_TIME.test(word)) return wallText(word, locale)
  if (field === 'locale' && isLocale(word)) return languageName(word)
  if (field === 'name_scheme' && isNameSchemeKey(word)) return t(`words:nameScheme.${word}`)
  if (field === 'name_scheme_titles' && isTitleGroupKey(word)) return TITLE_GROUPS[word].join(', ')
  if (field === 'customer_accounts_profile_fields') return fieldName(t, word)
  const key = WORDS.get(`${field} ${word.replaceAll(/[.:]/g, '_')}`)
  return key === undefined ? word : t(key)
}

/** What a clock showed, as the language writes it. */
function wallText(text: string, locale: Locale): string {
  const shown = Date.parse(text.replace(WALL_TIME, '$1T$2Z'))
  return Number.isNaN(shown) ? text : formatInstant(shown, locale, 'UTC')
}

/** A kind of email in words. @param topic as the outbox has it, e.g. `customer.activation`; after a colon, whom it is about */
export function mailText(t: Translate, topic: string): string {
  const name = topic.replace(/:.*/, '').replaceAll('.', '_')
  return isMail(name) ? t(`audit:mail.${name}`) : topic
}

/** A sentence of this program, kept as its key so that everybody reads it in their language. */
function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('key' in value)) return false
  const { key, ...more } = value
  return typeof key === 'string' && key.includes(':') && Object.keys(more).every((name) => name === 'params')
}

/** The parts of a name as the name, those of an address as one line; anything else part by part. */
function objectText(field: string, value: Record<string, unknown>): string {
  const parts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  if (parts.length === Object.keys(value).length && ('_scheme' in value || '_legacy' in value)) {
    return displayName(Object.fromEntries(parts))
  }
  if (field === 'address') return parts.map(([, part]) => part.replaceAll('\n', ', ')).join(', ')
  return JSON.stringify(value)
}

function cut(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text
}

function isNamed(field: string): field is keyof typeof texts.field {
  return Object.hasOwn(texts.field, field)
}

function isMail(name: string): name is keyof typeof texts.mail {
  return Object.hasOwn(texts.mail, name)
}
