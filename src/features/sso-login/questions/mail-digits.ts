import type { FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { QuestionDeps } from './deps.ts'
import type { AskedQuestion } from './types.ts'

export type MailedDigits =
  /** `gone`: the question is over. */
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'too_many'; readonly message: Message; readonly headers: Readonly<Record<string, string>> }

/** Sends six digits to an address, unless that happened too often. */
export async function mailDigits(
  request: FastifyRequest,
  { questions }: Pick<QuestionDeps, 'questions'>,
  { key, question }: AskedQuestion,
  email: string,
): Promise<MailedDigits> {
  const { organizer, site, locale } = request
  try {
    const ip = clientAddress(request)
    const isSent = await questions.sendCode({ organizer, site, key, question, email, locale, ip })
    return isSent ? { kind: 'sent' } : { kind: 'gone' }
  } catch (error) {
    if (!(error instanceof TooManyRequests)) throw error
    const message = error.text ?? { key: 'errors:tooMany', params: { count: 1 } }
    return { kind: 'too_many', message, headers: error.headers }
  }
}
