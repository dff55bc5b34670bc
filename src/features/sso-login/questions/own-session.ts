import type { FastifyRequest } from 'fastify'
import { MINUTE } from '../../../core/clock.ts'
import type { QuestionDeps } from './deps.ts'
import type { Question } from './types.ts'

/** Somebody else may sit at a browser that was left alone for longer. */
const RECENT_MS = 15 * MINUTE

/** The session of this browser, if its person logged in since the question, with all steps, to the very account that is to be proven. */
export async function ownSession(
  request: FastifyRequest,
  { platform }: Pick<QuestionDeps, 'platform'>,
  { customerId, askedAt }: Question,
) {
  const session = await request.customerSession()
  if (!session || session.customer.id !== customerId) return null
  return session.authAt >= askedAt && session.authAt > platform.clock.now() - RECENT_MS ? session : null
}
