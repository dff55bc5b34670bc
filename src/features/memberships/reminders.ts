import { DAY } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customers } from '../customers/index.ts'
import type { LetterKind, MailTexts } from '../mail-texts/index.ts'
import { type Organizer, type Organizers, preferredSite } from '../organizers/index.ts'
import { localized } from './rules/localized.ts'
import { membershipStore } from './store/memberships.ts'
import { type EndingMembership, reminderStore } from './store/reminders.ts'

const BATCH = 200

const ENDING: LetterKind = {
  key: 'customer_membership_ending',
  topic: 'customer.membership_ending',
  text: (part) => `memberships:mail.ending.${part}`,
  placeholders: ['membership', 'ends'],
  carries: 'url',
}

interface Deps {
  readonly mailTexts: MailTexts
  readonly customers: Pick<Customers, 'byId'>
  readonly organizers: Pick<Organizers, 'byId'>
}

/** Announces by mail that memberships end soon, each of them once; the mark and the mail are one transaction. */
export function createReminders(platform: Platform, { mailTexts, customers, organizers }: Deps) {
  const { db, clock, config, mailer, outbox, log } = platform
  mailTexts.define(ENDING)

  async function letterFor(organizer: Organizer, ending: EndingMembership): Promise<QueuedMail | null> {
    const [customer, membership] = await Promise.all([
      customers.byId(organizer.id, ending.customerId),
      membershipStore(db.q).byId(organizer.id, ending.id),
    ])
    if (!customer || !membership) return null
    const { name, nameParts, identifier, locale } = customer
    const site = preferredSite(organizer, config)
    return mailTexts.letter({
      kind: ENDING,
      organizer,
      site,
      to: { email: ending.email, name, nameParts, identifier, locale },
      values: {
        membership: localized(membership.type.name, locale),
        ends: formatDay(membership.endsAt, locale, organizer.timeZone),
      },
      href: absoluteUrl(site, `/account/memberships/${ending.id}/`),
    })
  }

  async function remindOne(organizer: Organizer, ending: EndingMembership): Promise<boolean> {
    const letter = await letterFor(organizer, ending)
    if (!letter) return false
    return db.transaction(async (trx) => {
      if (!(await reminderStore(trx).take(organizer.id, ending, clock.now()))) return false
      await mailer.queue(trx, letter)
      return true
    })
  }

  async function remindAt(organizerId: OrganizerId): Promise<number> {
    const organizer = await organizers.byId(organizerId)
    const days = organizer?.settings.customer_accounts_membership_reminder_days ?? 0
    if (!organizer?.settings.customer_accounts || days === 0) return 0
    const now = clock.now()
    let count = 0
    let after: EndingMembership | null = null
    for (;;) {
      const near = { now, until: now + days * DAY, after }
      const batch: EndingMembership[] = await reminderStore(db.q).due(organizerId, near, BATCH)
      for (const ending of batch) {
        try {
          count += Number(await remindOne(organizer, ending))
        } catch (error) {
          log.warn({ err: error, organizer: organizerId, membership: ending.id }, 'an end could not be announced')
        }
      }
      after = batch.at(-1) ?? null
      if (batch.length < BATCH) return count
    }
  }

  return async (): Promise<number> => {
    let count = 0
    for (const organizerId of await reminderStore(db.q).organizersThatRemind()) count += await remindAt(organizerId)
    if (count > 0) outbox.wake()
    return count
  }
}
