import type { Message } from '../../core/errors.ts'
import { type ChangeOutcome, type Own, type SecurityContext, selfActor } from './context.ts'

export interface PasswordForm {
  /** Not looked at when the account has none. */
  readonly current: string
  readonly password: string
  /** Left out by forms with one field. */
  readonly repeat: string | undefined
}

/** Changes the password, or sets the first one: other sessions end, this one gets a new secret, the owner gets a notice. */
export function createPasswordChange({ platform, customers, signIn, mails, proof }: SecurityContext) {
  const { db, clock, passwords, mailer, outbox } = platform

  function problemOf({ organizer, customer }: Own, form: PasswordForm): Record<string, Message> {
    const { current, password, repeat } = form
    const problem = signIn.passwordProblem(organizer, password, customer)
    if (problem) return { password: problem }
    if (repeat !== undefined && repeat !== password) return { password_repeat: { key: 'signIn:bad.passwordRepeat' } }
    return current === password ? { password: { key: 'accountSecurity:bad.samePassword' } } : {}
  }

  /** @throws TooManyRequests, Overloaded */
  return async function changePassword(own: Own, form: PasswordForm): Promise<ChangeOutcome> {
    const { organizer, site, customer, session } = own
    const isAsked = proof.isAsked(organizer, customer)
    const checked = isAsked ? await proof.check(organizer, customer, form.current) : null
    const wrong = isAsked && checked === null ? { current: { key: 'accountSecurity:bad.current' } } : {}
    const problems = { ...wrong, ...problemOf(own, isAsked ? form : { ...form, current: '' }) }
    if (Object.keys(problems).length > 0) return { kind: 'refused', problems }
    const hash = await passwords.hash(form.password)
    const now = clock.now()
    const notice =
      customer.email === null
        ? null
        : await mails.passwordChanged({ organizer, site, to: { ...customer, email: customer.email } }, now)
    const outcome = await db.transaction(async (q): Promise<ChangeOutcome> => {
      await customers.merging.lock(q, organizer.id, [customer.id])
      const present = await customers.passwordHash(organizer.id, customer.id, q)
      if (isAsked ? present !== checked : present !== null) return { kind: 'gone' }
      const options = { verifies: false, actor: selfActor(customer), keepSession: session.id }
      const secret = await signIn.sessions.changeSecret(q, organizer, session, now)
      if (secret === null) return { kind: 'gone' }
      await customers.setPassword(q, organizer, customer.id, hash, options)
      if (notice) await mailer.queue(q, notice)
      return { kind: 'done', secret }
    })
    outbox.wake()
    return outcome
  }
}
