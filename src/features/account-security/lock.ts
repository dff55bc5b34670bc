import { MINUTE, SECOND } from '../../core/clock.ts'
import type { ChangeOutcome, Own, SecurityContext } from './context.ts'
import { selfActor } from './context.ts'

/**
 * "That was not me": everybody else is out, and the password is taken away. A new one comes by mail; this session stays, but is
 * no recent login any more.
 */
export function createLock({ platform, customers, signIn }: SecurityContext) {
  const { db, outbox, throttle } = platform
  const mailed = throttle.define('customer-lock', { points: 5, windowS: (10 * MINUTE) / SECOND })

  /** @throws TooManyRequests, as each call sends a mail */
  return async function lock({ organizer, site, customer, session }: Own): Promise<ChangeOutcome> {
    await mailed.consume(`${organizer.id} ${customer.id}`)
    const { email } = customer
    const link =
      email !== null && organizer.settings.customer_accounts_native
        ? await signIn.links.prepare('reset', organizer, site, { ...customer, email }, null)
        : null
    const outcome = await db.transaction(async (q): Promise<ChangeOutcome> => {
      const options = { actor: selfActor(customer), keepSession: session.id }
      await customers.lockOut(q, organizer, customer.id, options)
      await link?.store(q, customer.id)
      return { kind: 'done', secret: await signIn.sessions.changeSecret(q, organizer, session, 0) }
    })
    outbox.wake()
    return outcome
  }
}
