import type { FastifyRequest } from 'fastify'
import type { Customer, Customers } from '../customers/index.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { ChangeContext } from './changes.ts'
import type { SecondFactors } from './second-factors.ts'

export type CustomerSession = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

export interface SecondFactorDeps {
  readonly secondFactors: SecondFactors
  readonly signIn: SignIn
  readonly customers: Pick<Customers, 'byId'>
  /** Names the app that waits at the end of a login. */
  readonly describeNext: OpenidProvider['describeNext']
}

/** A change that somebody makes to their own account. */
export function ownChange(
  { organizer, site }: FastifyRequest,
  customer: Customer,
  session: CustomerSession | null,
): ChangeContext {
  const actor = { type: 'customer', id: customer.id, name: customer.identifier } as const
  return { organizer, site, customer, actor, keepSession: session?.id }
}
