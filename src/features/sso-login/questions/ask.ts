import type { FastifyReply, FastifyRequest } from 'fastify'
import { setBrowserSecret } from '../browser-secret.ts'
import type { VouchedLogin } from '../types.ts'
import type { QuestionDeps } from './deps.ts'
import { mailDigits } from './mail-digits.ts'
import { questionAddress } from './paths.ts'
import type { AskedArrival } from './questions.ts'

/**
 * Keeps what the provider said for this browser, sends digits where an address is to be confirmed, and sends the person to the page
 * with the question.
 * @param isMailboxProven whether a mail of ours just proved that the person reads the mails of the address
 */
export async function askQuestion(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<QuestionDeps, 'questions'>,
  vouched: VouchedLogin,
  arrival: AskedArrival,
  isMailboxProven = false,
): Promise<FastifyReply> {
  const { organizer, site } = request
  const { key, question } = await deps.questions.ask(organizer.id, vouched, arrival, isMailboxProven)
  setBrowserSecret(request, reply, { state: key.name, secret: key.secret, startedAt: question.askedAt })
  if (question.kind === 'confirm' && question.email !== null) {
    const sent = await mailDigits(request, deps, { key, question }, question.email)
    if (sent.kind === 'too_many') reply.flash('warn', sent.message)
  }
  return reply.header('cache-control', 'no-store').redirect(questionAddress(site, question.kind, key), 303)
}
