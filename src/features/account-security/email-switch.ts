import { DAY } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Site } from '../../platform/http/site.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Customer } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { type ChangeOutcome, type Own, type SecurityContext, selfActor } from './context.ts'
import { customerEmailStore } from './store/customer-emails.ts'

const UNDO_MS = 7 * DAY

/** Both ends of a change. */
export interface Switch {
  readonly from: string
  readonly to: string
}

/** What both addresses are told, made before the transaction and queued in it. */
export function createChangeNotices({
  platform,
  signIn,
  mails,
}: Pick<SecurityContext, 'platform' | 'signIn' | 'mails'>) {
  const { clock, mailer } = platform

  /** The address before gets a way back, valid for 7 days, only where it was known to be its owner's. */
  return async function prepareNotices(
    { organizer, site }: { readonly organizer: Organizer; readonly site: Site },
    customer: Customer,
    { from, to }: { readonly from: string | null; readonly to: string },
  ): Promise<(q: Database) => Promise<void>> {
    const at = clock.now()
    const letter = (email: string) => ({ organizer, site, to: { ...customer, email } })
    const letters: QueuedMail[] = [await mails.nowSet(letter(to), { to, at })]
    if (from !== null && !customer.isVerified) letters.push(await mails.nowSet(letter(from), { to, at }))
    const undo =
      from === null || !customer.isVerified
        ? null
        : signIn.mailLinks.prepare({
            purpose: 'email_change_undo',
            organizer,
            email: from,
            lifetimeMs: UNDO_MS,
            data: { to, at },
          })
    if (undo && from !== null) {
      letters.unshift(await mails.changed(letter(from), { from, to, at }, { path: '/account/undochange', ...undo }))
    }
    return async (q) => {
      await undo?.store(q, customer.id)
      for (const mail of letters) await mailer.queue(q, mail)
    }
  }
}

/** Puts another address into the place of the present one, once its owner has proven both. */
export function createEmailSwitch(context: SecurityContext) {
  const { platform, customers, signIn } = context
  const { db, outbox } = platform
  const prepareNotices = createChangeNotices(context)

  /**
   * @param redeem uses up what allows the change; false when somebody else was quicker
   * @param after what else belongs to the same transaction
   */
  return async function switchEmail(
    own: Own,
    { from, to }: Switch,
    redeem: (q: Database) => Promise<boolean>,
    after?: (q: Database) => Promise<void>,
  ): Promise<ChangeOutcome> {
    const { organizer, customer, session } = own
    const tell = await prepareNotices(own, customer, { from, to })
    try {
      const outcome = await db.transaction(async (q): Promise<ChangeOutcome> => {
        await customers.merging.lock(q, organizer.id, [customer.id])
        if (!(await redeem(q))) return { kind: 'gone' }
        const present = await customers.merging.at(q, organizer.id, customer.id)
        if (present.email !== from || !present.isActive) return { kind: 'gone' }
        const secret = await signIn.sessions.changeSecret(q, organizer, session, session.authAt)
        if (secret === null) return { kind: 'gone' }
        const options = { actor: selfActor(customer), keepSession: session.id }
        await customers.changeEmail(q, organizer, customer.id, to, options)
        await customerEmailStore(q).removeByEmail(organizer.id, customer.id, to)
        await after?.(q)
        await tell(q)
        return { kind: 'done', secret }
      })
      outbox.wake()
      return outcome
    } catch (error) {
      if (error instanceof InvalidInput && error.fields.email?.key === 'customers:bad.emailTaken')
        return { kind: 'taken' }
      throw error
    }
  }
}
