import { absoluteUrl } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customer } from '../customers/index.ts'
import type { LetterKind, MailTexts } from '../mail-texts/index.ts'
import { type Organizer, preferredSite } from '../organizers/index.ts'
import type { SsoProvider } from '../sso-providers/index.ts'
import { providerName } from './rules/provider-name.ts'

/** Whose account it is; an account without an address gets no mail. */
type Owner = Pick<Customer, 'email' | 'name' | 'nameParts' | 'identifier' | 'locale'>

/** What the owner of an account is told. Null for an account without address. */
export interface IdentityMails {
  linked(organizer: Organizer, customer: Owner, provider: SsoProvider): Promise<QueuedMail | null>
  removed(
    organizer: Organizer,
    customer: Owner,
    provider: Pick<SsoProvider, 'name' | 'slug'>,
    reason: string,
  ): Promise<QueuedMail | null>
  /** To the address before. */
  moved(organizer: Organizer, customer: Owner, provider: SsoProvider, email: string): Promise<QueuedMail | null>
}

const kind = (
  part: 'linked' | 'removed' | 'moved',
  key: string,
  carries: LetterKind['carries'],
  more: readonly string[],
): LetterKind => ({
  key: `customer_${key}`,
  topic: `customer.${key}`,
  text: (name) => `customerIdentities:mail.${part}.${name}`,
  placeholders: ['provider', 'when', ...more],
  carries,
})

const KINDS = {
  linked: kind('linked', 'sso_linked', 'url', []),
  removed: kind('removed', 'sso_removed', 'url', []),
  moved: kind('moved', 'sso_email', 'url', ['old_email', 'new_email']),
}

export function createIdentityMails(
  { clock, config, i18n }: Pick<Platform, 'clock' | 'config' | 'i18n'>,
  mailTexts: MailTexts,
): IdentityMails {
  for (const known of Object.values(KINDS)) mailTexts.define(known)

  async function letter(
    about: keyof typeof KINDS,
    organizer: Organizer,
    customer: Owner,
    provider: Pick<SsoProvider, 'name' | 'slug'>,
    { note, ...values }: { readonly note?: string } & Readonly<Record<string, string>> = {},
  ): Promise<QueuedMail | null> {
    const { email, locale } = customer
    if (email === null) return null
    const site = preferredSite(organizer, config)
    return mailTexts.letter({
      kind: KINDS[about],
      organizer,
      site,
      to: { ...customer, email },
      href: absoluteUrl(site, '/account/security'),
      values: {
        provider: providerName(provider, locale),
        when: formatInstant(clock.now(), locale, organizer.timeZone),
        ...values,
      },
      ...(note && { note }),
    })
  }

  return {
    linked: (organizer, customer, provider) => letter('linked', organizer, customer, provider),
    removed(organizer, customer, provider, reason) {
      const t = i18n.translator(customer.locale)
      const note = reason === '' ? undefined : t('customerIdentities:mail.reason', { reason })
      return letter('removed', organizer, customer, provider, { ...(note !== undefined && { note }) })
    },
    moved: (organizer, customer, provider, email) =>
      letter('moved', organizer, customer, provider, { old_email: customer.email ?? '', new_email: email }),
  }
}
