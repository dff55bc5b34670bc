import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { I18n } from '../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Customer } from '../customers/index.ts'
import type { LetterKind, MailTexts } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** What changed, as the mail tells it. */
export type ToldChange = 'passkeyAdded' | 'passkeyRemoved' | 'totpOn' | 'totpOff' | 'codesMade' | 'codeUsed' | 'reset'

export interface ChangeNotice {
  readonly organizer: Organizer
  /** Where its link leads. */
  readonly site: Site
  readonly customer: Customer
  readonly what: ToldChange
  /** Name of the passkey. */
  readonly name?: string | undefined
  /** Instant in ms. */
  readonly at: number
}

const CHANGED: LetterKind = {
  key: 'customer_second_step_changed',
  topic: 'customer.second_step_changed',
  text: (part) => `secondFactors:mail.${part}`,
  placeholders: ['what', 'when'],
  carries: 'url',
}

/** Tells the owner of an account what changed about the way to log in; null when the account has no address. */
export type TellOwner = (notice: ChangeNotice) => Promise<QueuedMail | null>

export function createTellOwner(mailTexts: MailTexts, i18n: I18n): TellOwner {
  mailTexts.define(CHANGED)
  return async ({ organizer, site, customer, what, name = '', at }) => {
    const { email, locale, identifier, nameParts } = customer
    if (email === null) return null
    return mailTexts.letter({
      kind: CHANGED,
      organizer,
      site,
      to: { email, name: customer.name, nameParts, identifier, locale },
      href: absoluteUrl(site, '/account/security'),
      values: {
        what: i18n.translator(locale)(`secondFactors:mail.what.${what}`, { name }),
        when: formatInstant(at, locale, organizer.timeZone),
      },
    })
  }
}
