import { expect, it } from 'vitest'
import { formatDay, formatInstant, formatNumber, languageName } from './format.ts'
import { createI18n, negotiateLocale, type TextKey } from './i18n.ts'

const i18n = createI18n({
  en: { a: { hello: 'Hello {{name}}', apple_one: '{{count}} apple', apple_other: '{{count}} apples' } },
  de: { a: { hello: 'Hallo {{name}}', apple_one: '{{count}} Apfel', apple_other: '{{count}} Äpfel' } },
})
const key = (text: string) => text as TextKey

it('says texts with parameters and plurals, and leaves escaping to the page', () => {
  const en = i18n.translator('en')
  expect(en(key('a:hello'), { name: '<b>' })).toBe('Hello <b>')
  expect(en(key('a:apple'), { count: 1 })).toBe('1 apple')
  expect(i18n.translator('de')(key('a:apple'), { count: 2 })).toBe('2 Äpfel')
})

it.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr, en;q=0.5', 'en'],
  ['en;q=0, de', 'de'],
  ['fr', null],
  ['', null],
  [';;;,,q=', null],
])('finds the best language for %j', (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale)
})

it('writes dates and numbers as the language does, in the given zone', () => {
  const instant = Date.UTC(2026, 10, 21, 22, 30)
  expect(formatDay(instant, 'en', 'Europe/Berlin')).toBe('21 Nov 2026')
  expect(formatInstant(instant, 'de', 'Europe/Berlin')).toBe('21.11.2026, 23:30')
  expect(formatNumber(31640, 'de')).toBe('31.640')
  expect(languageName('de')).toBe('Deutsch')
})
