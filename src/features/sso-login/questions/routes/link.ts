import type { FastifyReply, FastifyRequest } from 'fastify'
import { TooManyRequests } from '../../../../core/errors.ts'
import { clientAddress } from '../../../../platform/http/client-address.ts'
import { bringIn, bringInByMailbox } from '../bring-in.ts'
import type { QuestionDeps } from '../deps.ts'
import { readBody, readQuery } from '../forms.ts'
import { mailDigits } from '../mail-digits.ts'
import { openQuestion } from '../open-question.ts'
import { sendOver } from '../over.ts'
import { ownSession } from '../own-session.ts'
import { questionAddress, questionPath } from '../paths.ts'
import { showLink } from '../show-link.ts'
import type { AskedQuestion } from '../types.ts'
import { typedDigits } from './typed-digits.ts'

const PROVE = ['prove'] as const

/** Asks somebody to prove the account that has their address. `?other=1`: in another way than with the digits that were sent. */
export function linkForm(deps: QuestionDeps) {
  return openQuestion(deps, PROVE, (request, reply, asked) =>
    showLink(request, reply, deps, asked, { isOtherWay: readQuery(request.query).other === '1' }),
  )
}

/** With the password, at the limits of every login. */
export function submitPassword(deps: QuestionDeps) {
  return openQuestion(deps, PROVE, async (request, reply, asked) => {
    const { organizer, site } = request
    if (!organizer.settings.customer_accounts_native) {
      return reply.redirect(questionAddress(site, 'prove', asked.key), 303)
    }
    const { password } = readBody(request.body)
    const again = { isOtherWay: true, status: 422 }
    if (password === '') {
      return showLink(request, reply, deps, asked, {
        ...again,
        problem: { field: 'password', message: { key: 'ssoQuestions:bad.passwordEmpty' } },
      })
    }
    try {
      return (
        (await proveByPassword(request, reply, deps, asked, password)) ??
        (await showLink(request, reply, deps, asked, {
          ...again,
          problem: { field: 'password', message: { key: 'ssoQuestions:bad.passwordWrong' } },
        }))
      )
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      const notice = error.text ?? { key: 'errors:tooMany', params: { count: 1 } }
      return showLink(request, reply, deps, asked, { isOtherWay: true, status: 429, notice })
    }
  })
}

/** Null for a password that is not the one. An account with a second step comes back from there, logged in. @throws TooManyRequests */
async function proveByPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
  password: string,
): Promise<FastifyReply | null> {
  const { organizer } = request
  const { signIn, customers } = deps
  const { key, question } = asked
  const outcome = await signIn.logIn(organizer, {
    email: question.email ?? '',
    password,
    client: { userAgent: request.headers['user-agent'] ?? '', ip: clientAddress(request) },
    browser: signIn.knownBrowsers.secretOf(request),
  })
  if (outcome.kind === 'refused') return null
  const { customer, checkedHash } = outcome
  if (customer.id !== question.customerId) return sendOver(request, reply, deps, null)
  const amr = ['pwd']
  if (await signIn.completion.needsSecondStep(organizer, customer.id, amr)) {
    return signIn.finish(request, reply, { customer, amr, checkedHash, next: questionPath('prove', key) })
  }
  if ((await customers.passwordHash(organizer.id, customer.id)) !== checkedHash) return null
  return bringIn(request, reply, deps, asked, { provenCustomer: customer.id }, { isSecondStepDone: false, amr })
}

/** Sends digits to the address of the account. */
export function sendDigits(deps: QuestionDeps) {
  return openQuestion(deps, PROVE, async (request, reply, asked) => {
    const sent = await mailDigits(request, deps, asked, asked.question.email ?? '')
    if (sent.kind === 'gone') return sendOver(request, reply, deps, null)
    if (sent.kind === 'sent') return reply.redirect(questionAddress(request.site, 'prove', asked.key), 303)
    reply.headers(sent.headers)
    return showLink(request, reply, deps, asked, { isOtherWay: true, status: 429, notice: sent.message })
  })
}

/** With the digits of the mail. */
export function submitDigits(deps: QuestionDeps) {
  return typedDigits(deps, 'prove', {
    again: showLink,
    anew: (request, reply, _deps, asked, shown) =>
      showLink(request, reply, deps, asked, { ...shown, isOtherWay: true }),
    right: (request, reply, _deps, { key, question }) =>
      bringInByMailbox(request, reply, deps, { key, question: { ...question, isMailboxProven: true } }),
  })
}

/** "Connect": for those who are logged in to the account by now, or proved that they read its mails. */
export function connect(deps: QuestionDeps) {
  return openQuestion(deps, PROVE, async (request, reply, asked) => {
    const { question, key } = asked
    const session = await ownSession(request, deps, question)
    if (session) {
      const mailbox = question.isMailboxProven && question.email !== null ? { confirmedEmail: question.email } : {}
      const options = { provenCustomer: session.customer.id, ...mailbox }
      return bringIn(request, reply, deps, asked, options, { isSecondStepDone: true, amr: session.amr })
    }
    if (question.isMailboxProven) return bringInByMailbox(request, reply, deps, asked)
    return reply.redirect(questionAddress(request.site, 'prove', key), 303)
  })
}
