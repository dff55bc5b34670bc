import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Customer } from '../customers/index.ts'
import type { LetterKind, MailTexts } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'

const PLANNED: LetterKind = {
  key: 'customer_deletion_planned',
  topic: 'customer.deletion_planned',
  text: (part) => `privacy:mail.planned.${part}`,
  placeholders: ['day'],
  carries: 'url',
}
const DELETED: LetterKind = {
  key: 'customer_deleted',
  topic: 'customer.deleted',
  text: (part) => (part === 'button' ? 'privacy:mail.deleted.title' : `privacy:mail.deleted.${part}`),
  placeholders: [],
  carries: 'nothing',
}

export function createPrivacyMails(mailTexts: MailTexts) {
  for (const kind of [PLANNED, DELETED]) mailTexts.define(kind)
  return {
    /** Tells when the account goes, with the link that keeps it. @param dueAt instant in ms */
    planned(
      organizer: Organizer,
      site: Site,
      to: Customer,
      link: { token: string; dueAt: number },
    ): Promise<QueuedMail> {
      return mailTexts.letter({
        kind: PLANNED,
        organizer,
        site,
        to: { ...to, email: to.email ?? '' },
        href: absoluteUrl(site, `/account/keep?token=${link.token}`),
        validUntil: link.dueAt,
        values: { day: formatDay(link.dueAt, to.locale, organizer.timeZone) },
      })
    },
    /** The last mail. */
    async deleted(organizer: Organizer, site: Site, to: Customer): Promise<QueuedMail> {
      const mail = await mailTexts.letter({ kind: DELETED, organizer, site, to: { ...to, email: to.email ?? '' } })
      return { ...mail, hidesRecipient: true }
    },
  }
}
