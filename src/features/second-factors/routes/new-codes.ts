import type { FastifyReply } from 'fastify'
import type { CustomerId } from '../../../core/ids.ts'
import type { SecondFactorDeps } from '../deps.ts'
import { SECURITY } from '../scope.ts'

/** Where new recovery codes are shown, once. */
export const SHOWN_CODES = `${SECURITY}/recovery-codes`

/** Carries new codes over the redirect to the page that shows them. */
export function keepNewCodes(
  reply: FastifyReply,
  { secondFactors }: SecondFactorDeps,
  customerId: CustomerId,
  codes: readonly string[],
): void {
  secondFactors.newCodes.put(reply, customerId, codes.join('\n'))
}
