import i18next from 'i18next'
import type { Message, TextParams } from '../../core/errors.ts'

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

/** Filled in by `src/texts.ts`: one namespace for each feature. */
export interface TextResources extends Record<never, never> {}

type Stem<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K
type Leaf<T> = {
  [K in keyof T & string]: T[K] extends string ? Stem<K> : `${K}.${Leaf<T[K]>}`
}[keyof T & string]

/** `namespace:path.to.text`, without plural endings. */
export type TextKey = { [NS in keyof TextResources & string]: `${NS}:${Leaf<TextResources[NS]>}` }[keyof TextResources &
  string]

/** Says a text in one language. `count` in the parameters chooses the plural form. */
export type Translate = (key: TextKey, params?: TextParams) => string

/** Nested texts; each language of a namespace has the same keys. */
export interface Texts {
  readonly [key: string]: string | Texts
}

/** The shape of `T` with any texts: types the second language of a namespace. */
export type SameTexts<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameTexts<T[K]> }

export interface I18n {
  translator(locale: Locale): Translate
}

/** @param resources texts by language and namespace */
export function createI18n(resources: Readonly<Record<Locale, Readonly<Record<string, Texts>>>>): I18n {
  const instance = i18next.createInstance()
  instance.init({
    resources: resources as Record<string, Record<string, Record<string, unknown>>>,
    fallbackLng: 'en',
    supportedLngs: LOCALES,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  const translators = new Map<Locale, Translate>()
  for (const locale of LOCALES) {
    const fixed = instance.getFixedT(locale) as unknown as (key: string, params?: TextParams) => string
    translators.set(locale, (key, params) => fixed(key, params))
  }
  return { translator: (locale) => translators.get(locale) as Translate }
}

/** Says a message whose key is only known at run time, e.g. that of an error. */
export function say(t: Translate, message: Message): string {
  return t(message.key as TextKey, message.params)
}

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text)
}

/**
 * The best of our languages for a list of preferences, e.g. an Accept-Language header (RFC 9110 12.5.4) or `ui_locales`.
 * Null when none fits.
 */
export function negotiateLocale(header: string): Locale | null {
  const wanted = header
    .slice(0, 500)
    .split(/[,\s]+/)
    .map((entry) => {
      const [tag = '', quality] = entry.split(';q=')
      return { language: tag.toLowerCase().split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { language } of wanted) if (isLocale(language)) return language
  return null
}
