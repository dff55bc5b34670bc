import { absoluteUrl } from '../../platform/http/site.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customer } from '../customers/index.ts'
import type { LetterKind, MailTexts } from '../mail-texts/index.ts'
import { type Organizer, preferredSite } from '../organizers/index.ts'

const MERGED: LetterKind = {
  key: 'customer_merged',
  topic: 'customer.merged',
  text: (part) => `customerMerge:mail.${part}`,
  placeholders: ['when', 'login'],
  carries: 'url',
}

/** Addresses of both accounts of which somebody proved that they are theirs. */
export function confirmedAddresses(kept: Customer, removed: Customer): readonly (Customer & { email: string })[] {
  return [kept, removed].flatMap((account) =>
    account.email === null || !account.isVerified ? [] : [{ ...account, email: account.email }],
  )
}

/** Tells the owners of two accounts that they are one now, each in their language; no address is told to the other one. */
export function createMergeMails({ clock, config, i18n }: Platform, mailTexts: MailTexts) {
  mailTexts.define(MERGED)

  /** @param login the address with which the account is logged in to from now on */
  return async function merged(
    organizer: Organizer,
    kept: Customer,
    removed: Customer,
    login: string | null,
  ): Promise<QueuedMail[]> {
    const site = preferredSite(organizer, config)
    const mails = confirmedAddresses(kept, removed).map((to) => {
      const t = i18n.translator(to.locale)
      return mailTexts.letter({
        kind: MERGED,
        organizer,
        site,
        to: { ...to, identifier: kept.identifier },
        href: absoluteUrl(site, '/account/'),
        values: {
          when: formatInstant(clock.now(), to.locale, organizer.timeZone),
          login: t(to.email === login ? 'customerMerge:mail.sameLogin' : 'customerMerge:mail.otherLogin'),
        },
      })
    })
    return Promise.all(mails)
  }
}
