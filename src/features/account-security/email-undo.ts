import { z } from 'zod'
import { InvalidInput } from '../../core/errors.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Site } from '../../platform/http/site.ts'
import { type Customer, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { type SecurityContext, selfActor } from './context.ts'
import { customerEmailStore } from './store/customer-emails.ts'

const PURPOSE = 'email_change_undo'
const undoData = z.object({ to: z.string(), at: z.number() })

/** A change that could be taken back. */
export interface Undoable {
  readonly customer: Customer
  /** The address that comes back. */
  readonly email: string
  /** The one that it was changed to. */
  readonly to: string
  /** When the change was made, in ms. */
  readonly at: number
  /** The address that comes back belongs to another account now. */
  readonly isTaken: boolean
}

export type UndoOutcome = 'done' | 'gone' | 'taken'

/** The way back from a change of the address, through the link in the notice to the address before. */
export interface EmailUndo {
  find(organizer: Organizer, token: string): Promise<Undoable | null>
  /** Puts the address back and everybody out; a new password comes by mail. Later changes lose their own way back. */
  undo(organizer: Organizer, site: Site, token: string): Promise<UndoOutcome>
}

export function createEmailUndo({ platform, customers, audit, signIn }: SecurityContext): EmailUndo {
  const { db, outbox } = platform

  async function find(organizer: Organizer, token: string): Promise<Undoable | null> {
    const link = token === '' ? null : await signIn.mailLinks.find(organizer, PURPOSE, token)
    const customer = link && (await customers.byId(organizer.id, link.customerId))
    if (!link || !customer || customer.email === null) return null
    const owner = await customers.byEmail(organizer.id, link.email)
    const isTaken = owner !== null && owner.id !== customer.id
    return { customer, email: link.email, isTaken, ...parseJson(undoData, link.data ?? '', 'mail_links.data') }
  }

  return {
    find,

    async undo(organizer, site, token) {
      const found = await find(organizer, token)
      if (!found) return 'gone'
      if (found.isTaken) return 'taken'
      const { customer, email, to, at } = found
      const reset = organizer.settings.customer_accounts_native
        ? await signIn.links.prepare('reset', organizer, site, { ...customer, email }, null)
        : null
      const actor = selfActor(customer)
      try {
        return await db.transaction(async (q): Promise<UndoOutcome> => {
          await customers.merging.lock(q, organizer.id, [customer.id])
          if (!(await signIn.mailLinks.redeem(q, organizer, PURPOSE, token))) return 'gone'
          const after = await customers.changeEmail(q, organizer, customer.id, email, { actor, endsPassword: true })
          await signIn.mailLinks.end(q, organizer, customer.id, PURPOSE, at)
          for (const address of [email, to]) {
            await customerEmailStore(q).removeByEmail(organizer.id, customer.id, address)
          }
          await audit.record(q, organizer.id, {
            action: 'foyer.customer.email.undone',
            actor,
            object: customerObject(after),
          })
          await reset?.store(q, customer.id)
          return 'done'
        })
      } catch (error) {
        if (error instanceof InvalidInput && error.fields.email?.key === 'customers:bad.emailTaken') return 'taken'
        throw error
      } finally {
        outbox.wake()
      }
    },
  }
}
