import { z } from 'zod'
import { HOUR } from '../../core/clock.ts'
import type { Message } from '../../core/errors.ts'
import { type CustomerEmailId, type CustomerId, newOrderedId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { parseJson } from '../../platform/db/json.ts'
import { checkEmail, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { type ChangeOutcome, type Own, type SecurityContext, selfActor } from './context.ts'
import { createEmailSwitch } from './email-switch.ts'
import { customerEmailStore, type FurtherEmail } from './store/customer-emails.ts'

/** So many further addresses may an account have. */
export const MAX_FURTHER_EMAILS = 5
const CONFIRM_MS = 24 * HOUR

const confirmData = z.object({ id: z.string() })

/** Further addresses of a customer: orders are matched by them once they are confirmed. */
export interface FurtherEmails {
  /** The oldest first. */
  list(organizer: Organizer, customerId: CustomerId): Promise<FurtherEmail[]>
  find(own: Own, id: CustomerEmailId): Promise<FurtherEmail | null>
  /** Adds an address and sends a link to it. @throws TooManyRequests */
  add(own: Own, typed: string, ip: string): Promise<ChangeOutcome>
  /** Sends another link; false when there is nothing to confirm. @throws TooManyRequests */
  resend(own: Own, id: CustomerEmailId, ip: string): Promise<boolean>
  remove(own: Own, id: CustomerEmailId): Promise<boolean>
  /** The address behind a link, if it could be confirmed now by this customer. */
  findLink(own: Own, token: string): Promise<string | null>
  confirm(own: Own, token: string): Promise<boolean>
  /** Makes a confirmed address the one to log in with; the one before becomes a further one. @throws TooManyRequests */
  makeLogin(own: Own, id: CustomerEmailId, password: string): Promise<ChangeOutcome>
}

export function createFurtherEmails(context: SecurityContext): FurtherEmails {
  const { platform, customers, audit, signIn, mails, proof } = context
  const { db, clock, random, mailer, outbox } = platform
  const switchEmail = createEmailSwitch(context)

  function record(q: Database, { organizer, customer }: Own, what: 'added' | 'confirmed' | 'removed', email: string) {
    return audit.record(q, organizer.id, {
      action: `foyer.customer.address.${what}`,
      actor: selfActor(customer),
      object: customerObject(customer),
      ...(what === 'removed' ? { before: { email } } : { after: { email } }),
    })
  }

  async function prepareMail({ organizer, site, customer }: Own, id: CustomerEmailId, email: string) {
    const purpose = 'email_confirm'
    const link = signIn.mailLinks.prepare({ purpose, organizer, email, lifetimeMs: CONFIRM_MS, data: { id } })
    const to = { ...customer, email }
    const mail = await mails.confirmAddress({ organizer, site, to }, { path: '/account/confirmemail', ...link })
    return async (q: Database) => {
      await link.store(q, customer.id)
      await mailer.queue(q, mail)
    }
  }

  const problem = (key: string, params?: Message['params']): ChangeOutcome => ({
    kind: 'refused',
    problems: { email: params ? { key, params } : { key } },
  })

  return {
    list: (organizer, customerId) => customerEmailStore(db.q).list(organizer.id, customerId),
    find: ({ organizer, customer }, id) => customerEmailStore(db.q).byId(organizer.id, customer.id, id),

    async add(own, typed, ip) {
      const { organizer, customer } = own
      const checked = checkEmail(typed)
      if (checked.problem) return { kind: 'refused', problems: { email: checked.problem } }
      const { email } = checked
      if (email === customer.email) return problem('accountSecurity:bad.loginEmail')
      const known = await this.list(organizer, customer.id)
      if (known.some((address) => address.email === email)) return problem('accountSecurity:bad.knownEmail')
      if (known.length >= MAX_FURTHER_EMAILS)
        return problem('accountSecurity:bad.tooManyEmails', { max: MAX_FURTHER_EMAILS })
      await signIn.throttles.link(ip, organizer.id, email)
      const now = clock.now()
      const id = newOrderedId<CustomerEmailId>(random, now)
      const send = await prepareMail(own, id, email)
      const isAdded = await db.transaction(async (q) => {
        await customers.merging.lock(q, organizer.id, [customer.id])
        const store = customerEmailStore(q)
        const present = await store.list(organizer.id, customer.id)
        if (present.length >= MAX_FURTHER_EMAILS || present.some((address) => address.email === email)) return false
        const row = { customer_id: customer.id, id, email, verified_at: null, created_at: now }
        await store.insert(organizer.id, row)
        await send(q)
        await record(q, own, 'added', email)
        return true
      })
      outbox.wake()
      return isAdded
        ? { kind: 'done', secret: null }
        : problem('accountSecurity:bad.tooManyEmails', { max: MAX_FURTHER_EMAILS })
    },

    async resend(own, id, ip) {
      const address = await this.find(own, id)
      if (!address || address.verifiedAt !== null) return false
      await signIn.throttles.link(ip, own.organizer.id, address.email)
      const send = await prepareMail(own, id, address.email)
      await db.transaction(send)
      outbox.wake()
      return true
    },

    remove: (own, id) =>
      db.transaction(async (q) => {
        const email = await customerEmailStore(q).remove(own.organizer.id, own.customer.id, id)
        if (email !== null) await record(q, own, 'removed', email)
        return email !== null
      }),

    async findLink({ organizer, customer }, token) {
      const link = token === '' ? null : await signIn.mailLinks.find(organizer, 'email_confirm', token)
      return link?.customerId === customer.id ? link.email : null
    },

    async confirm(own, token) {
      const { organizer, customer } = own
      if ((await this.findLink(own, token)) === null) return false
      return db.transaction(async (q) => {
        await customers.merging.lock(q, organizer.id, [customer.id])
        const link = await signIn.mailLinks.redeem(q, organizer, 'email_confirm', token)
        if (!link) return false
        const id = parseJson(confirmData, link.data ?? '', 'mail_links.data').id as CustomerEmailId
        const address = { id, email: link.email, now: clock.now() }
        if (!(await customerEmailStore(q).verify(organizer.id, customer.id, address))) return false
        await record(q, own, 'confirmed', link.email)
        return true
      })
    },

    async makeLogin(own, id, password) {
      const { organizer, customer } = own
      const address = await this.find(own, id)
      const from = customer.email
      if (!address || address.verifiedAt === null || from === null) return { kind: 'gone' }
      if (proof.isAsked(organizer, customer) && (await proof.check(organizer, customer, password)) === null) {
        return { kind: 'refused', problems: { current: { key: 'accountSecurity:bad.current' } } }
      }
      const now = clock.now()
      return switchEmail(
        own,
        { from, to: address.email },
        async (q) => (await customerEmailStore(q).remove(organizer.id, customer.id, id)) !== null,
        async (q) => {
          const former = {
            id: newOrderedId<CustomerEmailId>(random, now),
            email: from,
            verified_at: now,
            created_at: now,
          }
          await customerEmailStore(q).insert(organizer.id, { ...former, customer_id: customer.id })
        },
      )
    },
  }
}
