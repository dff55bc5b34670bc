import { z } from 'zod'
import { HOUR } from '../../core/clock.ts'
import type { Message } from '../../core/errors.ts'
import { parseJson } from '../../platform/db/json.ts'
import { type Customer, checkEmail, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { type ChangeOutcome, type Own, type SecurityContext, selfActor } from './context.ts'
import { createEmailSwitch } from './email-switch.ts'

const CONFIRM_MS = 24 * HOUR

const changeData = z.object({ from: z.string() })

/** A change that waits for its confirmation. */
export interface PendingChange {
  readonly customer: Customer
  readonly from: string
  readonly to: string
}

/** Another address to log in with: asked for in the account, confirmed through a link to the new address. */
export interface EmailChange {
  /**
   * Sends the link. Answers the same when the address has an account already: then its owner is told.
   * @throws TooManyRequests, Overloaded
   */
  request(own: Own, form: { readonly email: string; readonly password: string }, ip: string): Promise<ChangeOutcome>
  /** The change behind a link, if it could be confirmed now; looking uses nothing up. */
  find(organizer: Organizer, token: string): Promise<PendingChange | null>
  /** Changes the address. `session`: the one in which it is confirmed, which stays. */
  confirm(own: Own, token: string): Promise<ChangeOutcome>
}

export function createEmailChange(context: SecurityContext): EmailChange {
  const { platform, customers, audit, signIn, mails, proof } = context
  const { db, mailer, outbox } = platform
  const switchEmail = createEmailSwitch(context)

  async function problemsOf({ organizer, customer }: Own, email: string | undefined, password: string) {
    const problems: Record<string, Message> = {}
    if (email === customer.email) problems.email = { key: 'accountSecurity:bad.ownEmail' }
    if (proof.isAsked(organizer, customer) && (await proof.check(organizer, customer, password)) === null) {
      problems.current = { key: 'accountSecurity:bad.current' }
    }
    return problems
  }

  return {
    async request(own, form, ip) {
      const { organizer, site, customer } = own
      const { email, problem } = checkEmail(form.email)
      const problems = { ...(problem && { email: problem }), ...(await problemsOf(own, email, form.password)) }
      if (email === undefined || customer.email === null || Object.keys(problems).length > 0) {
        return { kind: 'refused', problems }
      }
      await signIn.throttles.link(ip, organizer.id, email)
      const owner = await customers.byEmail(organizer.id, email)
      const data = { from: customer.email }
      const link = signIn.mailLinks.prepare({ purpose: 'email_change', organizer, email, lifetimeMs: CONFIRM_MS, data })
      const mail = owner
        ? await mails.taken({ organizer, site, to: { ...owner, email } })
        : await mails.confirmChange(
            { organizer, site, to: { ...customer, email } },
            { path: '/account/confirmchange', ...link },
          )
      await db.transaction(async (q) => {
        if (!owner) await link.store(q, customer.id)
        await mailer.queue(q, mail)
        await audit.record(q, organizer.id, {
          action: 'foyer.customer.email.requested',
          actor: selfActor(customer),
          object: customerObject(customer),
          after: { email },
        })
      })
      outbox.wake()
      return { kind: 'done', secret: null }
    },

    async find(organizer, token) {
      const link = token === '' ? null : await signIn.mailLinks.find(organizer, 'email_change', token)
      const customer = link && (await customers.byId(organizer.id, link.customerId))
      if (!link || !customer) return null
      const { from } = parseJson(changeData, link.data ?? '', 'mail_links.data')
      return from === customer.email ? { customer, from, to: link.email } : null
    },

    async confirm(own, token) {
      const pending = await this.find(own.organizer, token)
      if (pending?.customer.id !== own.customer.id) return { kind: 'gone' }
      return switchEmail(own, pending, async (q) => {
        return (await signIn.mailLinks.redeem(q, own.organizer, 'email_change', token)) !== null
      })
    },
  }
}
