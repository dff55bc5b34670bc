import type { FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'

/** A hook for what there is only with customer accounts. @throws NotFound for an organizer without them */
export async function accountsAreOn({ organizer }: FastifyRequest): Promise<void> {
  if (!organizer.settings.customer_accounts) throw new NotFound()
}
