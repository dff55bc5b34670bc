import { DAY, HOUR, SECOND } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditAction } from '../audit/index.ts'
import { type Customers, customerObject } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import { type Organizer, type Organizers, preferredSite } from '../organizers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import { collect } from './copy.ts'
import { createPrivacyMails } from './mails.ts'
import { dueAccounts, planStore } from './store/plans.ts'
import type { DueAccount, Privacy } from './types.ts'

/** So long an account that is to be deleted can be kept. */
export const GRACE_MS = 14 * DAY
const COPIES_PER_HOUR = 5
const BATCH = 100

export interface PrivacyDeps {
  readonly customers: Customers
  readonly audit: Audit
  readonly mailTexts: MailTexts
  readonly organizers: Pick<Organizers, 'byId'>
  readonly signIn: Pick<SignIn, 'mailLinks' | 'sessions'>
}

export function createPrivacy(platform: Platform, deps: PrivacyDeps): Privacy {
  const { db, clock, config, mailer, outbox, log } = platform
  const { customers, audit, organizers, signIn } = deps
  const mails = createPrivacyMails(deps.mailTexts)
  const copies = platform.throttle.define('customer-data-copy', { points: COPIES_PER_HOUR, windowS: HOUR / SECOND })

  const event = (customer: Parameters<typeof customerObject>[0], action: AuditAction) => ({
    action,
    actor: { type: 'customer', id: customer.id, name: customer.identifier } as const,
    object: customerObject(customer),
  })

  async function keep(organizer: Organizer, id: DueAccount['id'], token?: string): Promise<boolean> {
    const customer = await customers.byId(organizer.id, id)
    if (!customer) return false
    return db.transaction(async (trx) => {
      await customers.merging.lock(trx, organizer.id, [id])
      const link = token === undefined || (await signIn.mailLinks.redeem(trx, organizer, 'keep_account', token))
      if (!link || !(await planStore(trx).keep(organizer.id, id))) return false
      await signIn.mailLinks.end(trx, organizer, id, 'keep_account')
      await audit.record(trx, organizer.id, event(customer, 'foyer.customer.deletion.canceled'))
      return true
    })
  }

  async function deleteOne({ organizerId, id }: DueAccount): Promise<boolean> {
    const organizer = await organizers.byId(organizerId)
    const customer = organizer && (await customers.byId(organizerId, id))
    if (!organizer || !customer) return false
    const mail =
      customer.email === null ? null : await mails.deleted(organizer, preferredSite(organizer, config), customer)
    return customers.anonymize(
      organizer,
      id,
      { type: 'system' },
      {
        due: { before: clock.now(), email: customer.email },
        last: async (trx) => {
          if (mail) await mailer.queue(trx, mail)
        },
      },
    )
  }

  return {
    async copy(organizer, customer, format) {
      await copies.consume(`${organizer.id} ${customer.id}`)
      const parts = await collect({ q: db.q, audit, holders: customers.personalData }, organizer, customer)
      await db.transaction(async (trx) => {
        await customers.merging.lock(trx, organizer.id, [customer.id])
        const now = await customers.merging.at(trx, organizer.id, customer.id)
        await audit.record(trx, organizer.id, { ...event(now, 'foyer.customer.data.exported'), detail: { format } })
      })
      return parts
    },

    async preview(organizer, customer) {
      const all = []
      for (const holder of customers.personalData) all.push(await holder.preview(db.q, organizer, customer))
      return {
        goes: [{ key: 'privacy:facts.account' }, ...all.flatMap(({ goes }) => goes), { key: 'privacy:facts.history' }],
        stays: [...all.flatMap(({ stays }) => stays), { key: 'privacy:facts.identifier' }],
      }
    },

    async plan(organizer, site, customer, session) {
      if (customer.email === null) return false
      const { email } = customer
      const dueAt = clock.now() + GRACE_MS
      const link = signIn.mailLinks.prepare({ purpose: 'keep_account', organizer, email, lifetimeMs: GRACE_MS })
      const mail = await mails.planned(organizer, site, customer, { token: link.token, dueAt })
      const isPlanned = await db.transaction(async (trx) => {
        if (!(await planStore(trx).plan(organizer.id, customer.id, dueAt))) return false
        await link.store(trx, customer.id)
        await mailer.queue(trx, mail)
        await signIn.sessions.endAccess(trx, organizer.id, customer.id, session)
        await audit.record(trx, organizer.id, event(customer, 'foyer.customer.deletion.requested'))
        return true
      })
      outbox.wake()
      return isPlanned
    },

    keep: (organizer, { id }) => keep(organizer, id),
    async findKept(organizer, token) {
      const link = await signIn.mailLinks.find(organizer, 'keep_account', token)
      const customer = link && (await customers.byId(organizer.id, link.customerId))
      return customer?.deletionDueAt == null ? null : customer
    },
    async keepByLink(organizer, token) {
      const link = await signIn.mailLinks.find(organizer, 'keep_account', token)
      return link !== null && keep(organizer, link.customerId, token)
    },

    async deleteDue() {
      let count = 0
      for (const account of await dueAccounts(db.q, clock.now(), BATCH)) {
        try {
          if (await deleteOne(account)) count++
        } catch (error) {
          log.error({ err: error, customer: account.id }, 'an account could not be deleted in time')
        }
      }
      outbox.wake()
      return count
    },
  }
}
