import { displayName, NAME_SCHEMES } from '../../core/person-names.ts'
import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatDay, formatInstant } from '../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../platform/i18n/i18n.ts'
import type { Organizer } from '../organizers/index.ts'
import type { Letter, LetterKind } from './types.ts'
import { valuesOf } from './values.ts'

const DAY_MS = 86_400_000
/** A person with every part of a name. */
const PARTS: Readonly<Record<string, string>> = {
  salutation: 'Ms',
  title: 'Dr.',
  given_name: 'Łucja',
  middle_name: 'Maria',
  family_name: 'Wiśniewska',
  calling_name: 'Łucja',
  full_name: 'Łucja Wiśniewska',
  latin_transcription: 'Lucja Wisniewska',
  degree: 'M.A.',
}

export interface SampleContext {
  readonly kind: LetterKind
  readonly organizer: Organizer
  readonly site: Site
  readonly locale: Locale
  readonly t: Translate
  /** ms */
  readonly now: number
}

/** A mail of this kind to somebody who does not exist. */
export function sampleLetter({ kind, organizer, site, locale, t, now }: SampleContext): Letter {
  const scheme = organizer.settings.name_scheme
  const nameParts = Object.fromEntries(NAME_SCHEMES[scheme].parts.map((part) => [part, PARTS[part] ?? '']))
  const name = displayName({ ...nameParts, _scheme: scheme })
  const value = (word: string) => sampleValue(word, { organizer, locale, t, now })
  return {
    kind,
    organizer,
    site,
    to: { email: 'lucja@example.org', name, nameParts, identifier: 'QX7PL4D', locale },
    values: Object.fromEntries(kind.placeholders.map((word) => [word, value(word)])),
    ...(kind.carries === 'url' && { href: absoluteUrl(site, '/account/example'), validUntil: now + DAY_MS }),
    ...(kind.carries === 'code' && { code: '482913', validUntil: now + DAY_MS }),
  }
}

/** What each placeholder of a kind stands for in the sample. */
export function sampleValues(context: SampleContext, words: readonly string[]): { word: string; value: string }[] {
  const letter = sampleLetter(context)
  const values = { ...valuesOf(letter, context.t), url: letter.href ?? '', code: letter.code ?? '' }
  return words.map((word) => ({ word, value: Object.entries(values).find(([key]) => key === word)?.[1] ?? '' }))
}

function sampleValue(word: string, { organizer, locale, t, now }: Omit<SampleContext, 'kind' | 'site'>): string {
  const samples: Readonly<Record<string, string>> = {
    when: formatInstant(now, locale, organizer.timeZone),
    until: formatInstant(now + DAY_MS, locale, organizer.timeZone),
    due: formatInstant(now + 14 * DAY_MS, locale, organizer.timeZone),
    day: formatDay(now + 14 * DAY_MS, locale, organizer.timeZone),
    email: 'lucja.new@example.org',
    new_email: 'lucja.new@example.org',
    old_email: 'lucja@example.org',
    address: 'lucja.new@example.org',
    ends: formatInstant(now + 14 * DAY_MS, locale, organizer.timeZone),
    what: t('mailTexts:sample.what'),
    device: 'Firefox, Linux',
    provider: 'Uni Leipzig',
    login: t('customerMerge:mail.sameLogin'),
    network: '203.0.113.*',
    place: '203.0.113.*',
    message: t('mailTexts:sample.message'),
    type: t('mailTexts:sample.membership'),
    membership: t('mailTexts:sample.membership'),
    days: '14',
    count: '4',
  }
  return samples[word] ?? t('mailTexts:sample.other')
}
