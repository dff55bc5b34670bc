import { InvalidInput } from '../../core/errors.ts'
import type { OrganizerId } from '../../core/ids.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import { drawLetter } from './letter.tsx'
import { problemsOfText } from './rules/check.ts'
import { defaultText } from './rules/default-text.ts'
import { placeholdersOf } from './rules/placeholders.ts'
import { mailTextStore } from './store.ts'
import type { LetterKind, MailText, MailTexts } from './types.ts'

const CACHE_SIZE = 2000
const NOTHING: MailText = { subject: '', body: '' }

interface MailTextsDeps {
  readonly audit: Audit
  readonly organizers: Pick<Organizers, 'logoInMail'>
}

export function createMailTexts(platform: Platform, { audit, organizers }: MailTextsDeps): MailTexts {
  const { i18n, db, clock, configWatch, log } = platform
  const kinds = new Map<string, LetterKind>()
  const cache = createVersionedCache<OrganizerId, ReadonlyMap<string, MailText>>({
    watch: configWatch,
    maxEntries: CACHE_SIZE,
    load: (organizerId) => mailTextStore(db.q).all(organizerId),
  })

  const placeholders = (kind: LetterKind, organizer: Organizer) => placeholdersOf(kind, organizer.settings.name_scheme)
  const defaults = (kind: LetterKind, locale: Locale) => defaultText(kind, i18n.translator(locale))
  const nameOf = (kind: LetterKind, locale: Locale) => `${kind.key} ${locale}`

  /** The organizer's words, without a part that has become wrong since: a name part that is no longer asked for. */
  async function usable(organizer: Organizer, kind: LetterKind, locale: Locale): Promise<MailText | undefined> {
    const text = (await cache.get(organizer.id)).get(nameOf(kind, locale))
    if (text === undefined) return undefined
    const problems = problemsOfText(kind, placeholders(kind, organizer), text)
    const parts = Object.keys(problems)
    if (parts.length === 0) return text
    log.warn(
      { organizer: organizer.slug, mailText: kind.key, locale, parts },
      'a text of a mail is broken: default sent',
    )
    return { subject: problems.subject ? '' : text.subject, body: problems.body ? '' : text.body }
  }

  function check(organizer: Organizer, kind: LetterKind, text: MailText): void {
    const problems = problemsOfText(kind, placeholders(kind, organizer), text)
    if (Object.keys(problems).length > 0) throw new InvalidInput({ ...problems })
  }

  return {
    define: (kind) => void kinds.set(kind.key, kind),
    kinds: () => [...kinds.values()],
    placeholders,
    defaultText: defaults,
    own: (organizerId) => cache.get(organizerId),

    async letter(letter) {
      const { organizer, kind, to } = letter
      const own = await usable(organizer, kind, to.locale)
      return drawLetter(letter, i18n.translator(to.locale), own, await organizers.logoInMail(organizer))
    },

    async current(organizer, kind, locale) {
      const own = (await cache.get(organizer.id)).get(nameOf(kind, locale)) ?? NOTHING
      const standard = defaults(kind, locale)
      return {
        subject: own.subject || standard.subject,
        body: own.body || standard.body,
        isOwn: own.subject !== '' || own.body !== '',
      }
    },

    async save(organizer, kind, locale, typed, actor) {
      const standard = defaults(kind, locale)
      const text = {
        subject: onlyOwn(typed.subject.trim(), standard.subject),
        body: onlyOwn(typed.body.replaceAll(/\r\n?/g, '\n'), standard.body),
      }
      check(organizer, kind, text)
      await db.transaction(async (trx) => {
        const store = mailTextStore(trx)
        const former = (await store.find(organizer.id, kind.key, locale)) ?? NOTHING
        if (former.subject === text.subject && former.body === text.body) return
        if (text.subject === '' && text.body === '') await store.remove(organizer.id, kind.key, locale)
        else await store.put(organizer.id, { ...text, key: kind.key, locale, modifiedAt: clock.now() })
        await bumpConfigVersion(trx)
        await audit.record(trx, organizer.id, {
          action: 'foyer.mailtext.changed',
          actor,
          object: { type: 'mail', id: kind.key, name: kind.topic },
          before: { mail_subject: former.subject || standard.subject, mail_body: former.body || standard.body },
          after: { mail_subject: text.subject || standard.subject, mail_body: text.body || standard.body },
          detail: { locale },
        })
      })
      await configWatch.checkNow()
    },

    async draft(letter, text) {
      check(letter.organizer, letter.kind, text)
      return drawLetter(letter, i18n.translator(letter.to.locale), text, await organizers.logoInMail(letter.organizer))
    },
  }
}

/** The default is not kept, so that a better default of a later release counts. */
function onlyOwn(typed: string, standard: string): string {
  return typed.trim() === standard.trim() ? '' : typed.trim() === '' ? '' : typed
}
