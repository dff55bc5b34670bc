import type { FastifyReply, FastifyRequest } from 'fastify'
import { checkEmail } from '../../../customers/index.ts'
import { askQuestion } from '../ask.ts'
import { bringIn } from '../bring-in.ts'
import type { QuestionDeps } from '../deps.ts'
import { readBody, readQuery } from '../forms.ts'
import { mailDigits } from '../mail-digits.ts'
import { openQuestion } from '../open-question.ts'
import { sendOver } from '../over.ts'
import { questionAddress } from '../paths.ts'
import { mayTypeAddress } from '../rules.ts'
import { showAddress, showConfirm } from '../show-confirm.ts'
import type { AskedQuestion } from '../types.ts'
import { typedDigits } from './typed-digits.ts'

const BOTH = ['confirm', 'address'] as const

/** Asks for the digits, or for an address where there is none. `?other=1`: for another address. */
export function confirmForm(deps: QuestionDeps) {
  return openQuestion(deps, BOTH, (request, reply, asked) => {
    const { question } = asked
    const isOther = readQuery(request.query).other === '1' && mayTypeAddress(question.vouched.person.provider.settings)
    return question.kind === 'address' || isOther
      ? showAddress(request, reply, deps, asked, { email: question.email ?? '' })
      : showConfirm(request, reply, deps, asked, {})
  })
}

/** Sends digits: to the address that was typed, else again to the one that is waiting. Answers the same for every address. */
export function sendDigitsTo(deps: QuestionDeps) {
  return openQuestion(deps, BOTH, async (request, reply, asked) => {
    const { question, key } = asked
    const { email: typed } = readBody(request.body)
    if (typed.trim() === '' && question.email !== null) return send(request, reply, deps, asked, question.email)
    if (!mayTypeAddress(question.vouched.person.provider.settings)) {
      return reply.redirect(questionAddress(request.site, question.kind, key), 303)
    }
    const { email, problem } = checkEmail(typed)
    if (email !== undefined) return send(request, reply, deps, asked, email)
    const message = problem ?? { key: 'signIn:bad.emailEmpty' }
    return showAddress(request, reply, deps, asked, { email: typed, status: 422, problem: { field: 'email', message } })
  })
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
  email: string,
): Promise<FastifyReply> {
  const sent = await mailDigits(request, deps, asked, email)
  if (sent.kind === 'gone') return sendOver(request, reply, deps, null)
  if (sent.kind === 'sent') return reply.redirect(questionAddress(request.site, 'confirm', asked.key), 303)
  reply.headers(sent.headers)
  const shown = { status: 429, notice: sent.message }
  return email === asked.question.email
    ? showConfirm(request, reply, deps, asked, shown)
    : showAddress(request, reply, deps, asked, { ...shown, email })
}

/** With the digits of the mail. */
export function submitConfirm(deps: QuestionDeps) {
  return typedDigits(deps, 'confirm', { again: showConfirm, anew: showConfirm, right: confirmed })
}

/**
 * The mailbox is this person's. Whether there is an account with its address is told only now; to an account that somebody uses
 * nothing is added without a word, and not before its second step.
 */
async function confirmed(request: FastifyRequest, reply: FastifyReply, deps: QuestionDeps, asked: AskedQuestion) {
  const { organizer } = request
  const { key, question } = asked
  const { vouched, email } = question
  if (email === null) return sendOver(request, reply, deps, null)
  const outlook = await deps.identities.arrive(organizer, vouched.person, { confirmedEmail: email, isDry: true })
  if (outlook.kind === 'linked' && outlook.customer.isVerified) {
    if (!(await deps.questions.take(organizer.id, key, question))) {
      return sendOver(request, reply, deps, { ...question, state: 'answered' })
    }
    const { customer } = outlook
    return askQuestion(request, reply, deps, vouched, { kind: 'prove', customer, email }, true)
  }
  return bringIn(request, reply, deps, asked, { confirmedEmail: email }, { isSecondStepDone: false, amr: ['otp'] })
}
