import { setImmediate as turn } from 'node:timers/promises'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import type { AuditActor } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { isAnonymised, statusOf } from '../rules/status.ts'
import type { Customer } from '../types.ts'
import type { CustomerRoutesDeps } from './deps.ts'

/** What came of it, and for how many. */
export interface Outcome {
  readonly tone: 'ok' | 'info' | 'warn'
  readonly key: Message['key']
  readonly count: number
}

type Work = (
  deps: CustomerRoutesDeps,
  organizer: Organizer,
  identifiers: readonly string[],
  actor: AuditActor,
) => Promise<Outcome[]>

/** Takes these customers the right to log in, one transaction for each, so that others are not kept waiting. */
export const disableAll: Work = async (deps, organizer, identifiers, actor) => {
  const done = { disabled: 0, alreadyDone: 0 }
  await forEach(deps, organizer, identifiers, async (customer) => {
    if (!customer.isActive || isAnonymised(customer)) {
      done.alreadyDone++
      return
    }
    await deps.customers.update(organizer, customer.id, { isActive: false }, actor)
    done.disabled++
  })
  return [
    { tone: 'ok', key: 'customers:bulk.disabled', count: done.disabled },
    { tone: 'info', key: 'customers:bulk.alreadyDone', count: done.alreadyDone },
  ]
}

/** Sends a link to those who have not activated their account yet, as often as each address may get one. */
export const sendActivations: Work = async (deps, organizer, identifiers, actor) => {
  const done = { sent: 0, leftOut: 0, heldBack: 0 }
  await forEach(deps, organizer, identifiers, async (customer) => {
    if (customer.email === null || statusOf(customer) !== 'unverified') {
      done.leftOut++
      return
    }
    try {
      if (await deps.sendPasswordLink(organizer, customer, actor)) done.sent++
      else done.leftOut++
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      done.heldBack++
    }
  })
  return [
    { tone: 'ok', key: 'customers:bulk.sent', count: done.sent },
    { tone: 'info', key: 'customers:bulk.leftOut', count: done.leftOut },
    { tone: 'warn', key: 'customers:bulk.heldBack', count: done.heldBack },
  ]
}

async function forEach(
  { customers }: CustomerRoutesDeps,
  organizer: Organizer,
  identifiers: readonly string[],
  work: (customer: Customer) => Promise<void>,
): Promise<void> {
  for (const identifier of identifiers) {
    const customer = await customers.byIdentifier(organizer.id, identifier)
    if (customer) await work(customer)
    await turn()
  }
}
