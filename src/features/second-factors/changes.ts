import type { CustomerSessionId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditAction, AuditActor } from '../audit/index.ts'
import { type Customer, customerObject } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import { createTellOwner, type ToldChange } from './mails.ts'
import { lockFactors } from './store/lock.ts'

/** Whose factors change, and who changes them. */
export interface ChangeContext {
  readonly organizer: Organizer
  readonly customer: Customer
  /** Where the link of the mail leads. */
  readonly site: Site
  readonly actor: AuditActor
  /** Goes on when the other sessions end; none while somebody logs in. */
  readonly keepSession?: CustomerSessionId | undefined
}

export interface FactorChange {
  readonly action: AuditAction
  /** Told by mail; left out for what concerns nobody's safety. */
  readonly tells?: ToldChange
  readonly detail?: Readonly<Record<string, unknown>>
  readonly endsSessions?: boolean
}

/**
 * Makes one change to the factors of a customer: with its entry in the history and the mail to the owner, and without the other
 * sessions when one was turned on or removed. Nothing happens when `apply` answers null.
 */
export type MakeChange = <T>(
  context: ChangeContext,
  change: FactorChange,
  apply: (q: Database) => Promise<T | null>,
) => Promise<T | null>

export function createChanges(
  platform: Platform,
  { audit, mailTexts, signIn }: { audit: Audit; mailTexts: MailTexts; signIn: Pick<SignIn, 'sessions'> },
): MakeChange {
  const { db, clock, mailer, outbox, i18n } = platform
  const tellOwner = createTellOwner(mailTexts, i18n)

  return async (context, { action, tells, detail, endsSessions = false }, apply) => {
    const { organizer, customer, site, actor, keepSession } = context
    const name = typeof detail?.passkey === 'string' ? detail.passkey : undefined
    const mail = tells ? await tellOwner({ organizer, site, customer, what: tells, name, at: clock.now() }) : null
    const done = await db.transaction(async (q) => {
      if (!(await lockFactors(q, organizer.id, customer.id))) return null
      const result = await apply(q)
      if (result === null) return null
      const object = customerObject(customer)
      await audit.record(q, organizer.id, { action, actor, object, ...(detail && { detail }) })
      if (endsSessions) await signIn.sessions.endAccess(q, organizer.id, customer.id, keepSession)
      if (mail) await mailer.queue(q, mail)
      return result
    })
    if (done !== null) outbox.wake()
    return done
  }
}
