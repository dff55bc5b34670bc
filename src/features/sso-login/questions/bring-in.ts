import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CustomerIdentities } from '../../customer-identities/index.ts'
import { providerName } from '../names.ts'
import { askQuestion } from './ask.ts'
import type { ProvenHere, QuestionDeps } from './deps.ts'
import { sendOver } from './over.ts'
import { questionPath } from './paths.ts'
import type { AskedQuestion } from './types.ts'

type Options = NonNullable<Parameters<CustomerIdentities['arrive']>[2]>

/** The question is answered: once, whatever comes of it. Of several answers at once one brings the person in. */
export async function bringIn(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  { key, question }: AskedQuestion,
  options: Options,
  proven: ProvenHere,
): Promise<FastifyReply> {
  const { organizer, locale } = request
  const { vouched } = question
  if (!(await deps.questions.take(organizer.id, key, question))) {
    return sendOver(request, reply, deps, { ...question, state: 'answered' })
  }
  const arrival = await deps.identities.arrive(organizer, vouched.person, options)
  if (arrival.kind === 'prove' || arrival.kind === 'confirm_email') {
    return askQuestion(request, reply, deps, vouched, arrival)
  }
  if (arrival.kind === 'linked') {
    reply.flash('ok', { key: 'ssoLogin:link.done', params: { name: providerName(vouched.person.provider, locale) } })
  }
  return deps.finishArrival(request, reply, vouched, arrival, proven)
}

/**
 * Brings somebody into the account whose mails they read. An account with a second step asks for that first; afterwards the
 * person comes back to the question, logged in.
 */
export async function bringInByMailbox(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
): Promise<FastifyReply> {
  const { organizer } = request
  const { key, question } = asked
  const { customerId, email } = question
  const customer = customerId && (await deps.customers.byId(organizer.id, customerId))
  if (!customer || email === null || customer.email !== email) return sendOver(request, reply, deps, null)
  const amr = ['otp']
  if (await deps.signIn.completion.needsSecondStep(organizer, customer.id, amr)) {
    const answer = await deps.signIn.finish(request, reply, { customer, amr, next: questionPath('prove', key) })
    return answer ?? sendOver(request, reply, deps, null)
  }
  const options = { provenCustomer: customer.id, confirmedEmail: email }
  return bringIn(request, reply, deps, asked, options, { isSecondStepDone: false, amr })
}
