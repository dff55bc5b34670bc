import { MINUTE } from '../../../core/clock.ts'
import { hashSecret, randomDigits } from '../../../core/random.ts'
import type { Site } from '../../../platform/http/site.ts'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { QueuedMail } from '../../../platform/mail/mailer.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit } from '../../audit/index.ts'
import { type Customers, customerObject } from '../../customers/index.ts'
import type { Recipient } from '../../mail-texts/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { SignIn } from '../../sign-in/index.ts'
import { providerName } from '../names.ts'
import type { CodeLetter, CodeMail } from './mails.ts'
import { type OpenQuestion, questionStore } from './store.ts'
import type { Question, QuestionKey } from './types.ts'

const CODE_MS = 10 * MINUTE
const TRIES = 5
const DIGITS = 6

export interface CodeRequest {
  readonly organizer: Organizer
  readonly site: Site
  readonly key: QuestionKey
  readonly question: Question
  /** As `checkEmail` gives it. */
  readonly email: string
  readonly locale: Locale
  readonly ip: string
}

/** `right`: the mailbox is proven, once. `gone`: too old, tried too often, used, or the question is over. */
export type CodeOutcome = { readonly kind: 'right' | 'gone' } | { readonly kind: 'wrong'; readonly triesLeft: number }

/** Six digits by mail, good for ten minutes and five tries, in the browser that is asked. */
export interface QuestionCodes {
  /**
   * Sends digits, whoever has the address; those before end. For a question without an account this is its address from now on.
   * False when the question is over. @throws TooManyRequests
   */
  sendCode(request: CodeRequest): Promise<boolean>
  tryCode(organizer: Organizer, key: QuestionKey, question: Question, digits: string): Promise<CodeOutcome>
}

interface Deps {
  readonly audit: Audit
  readonly customers: Pick<Customers, 'byId'>
  readonly mail: (what: CodeMail, letter: CodeLetter) => Promise<QueuedMail>
  readonly throttles: SignIn['throttles']
  readonly by: (key: QuestionKey) => OpenQuestion
}

export function createQuestionCodes(
  { db, clock, random, mailer, outbox, metrics }: Platform,
  { audit, customers, mail, throttles, by }: Deps,
): QuestionCodes {
  const accountOf = (organizer: Organizer, { customerId }: Question) =>
    customerId === null ? null : customers.byId(organizer.id, customerId)

  /** Whoever proves an account is addressed as its owner; of anybody else nothing is known that could be trusted. */
  async function recipient({ organizer, question, email, locale }: CodeRequest): Promise<Recipient> {
    const owner = await accountOf(organizer, question)
    return owner ? { ...owner, email, locale } : { email, name: '', identifier: '', locale }
  }

  return {
    async sendCode(request) {
      const { organizer, site, key, question, email, ip } = request
      await throttles.code({ ip, organizerId: organizer.id, email, knownBrowser: null })
      const code = randomDigits(random, DIGITS)
      const validUntil = clock.now() + CODE_MS
      const to = await recipient(request)
      const provider = providerName(question.vouched.person.provider, to.locale)
      const isProof = question.kind === 'prove'
      const letter = await mail(isProof ? 'link' : 'confirm', { organizer, site, to, provider, code, validUntil })
      const isSent = await db.transaction(async (q) => {
        const sent = {
          kind: isProof ? 'prove' : 'confirm',
          email,
          code_hash: codeHash(key, email, code),
          code_until: validUntil,
          tries_left: TRIES,
        }
        if (!(await questionStore(q).noteCode(organizer.id, by(key), sent))) return false
        await mailer.queue(q, letter)
        return true
      })
      outbox.wake()
      return isSent
    },

    async tryCode(organizer, key, question, digits) {
      const tried = await questionStore(db.q).useTry(organizer.id, by(key))
      if (!tried || question.email === null) return { kind: 'gone' }
      const hash = codeHash(key, question.email, digits)
      if (tried.code_hash === hash) {
        const isFirst = await questionStore(db.q).proveMailbox(organizer.id, by(key), hash)
        return { kind: isFirst ? 'right' : 'gone' }
      }
      const owner = await accountOf(organizer, question)
      metrics.login('customer', 'failed', 'wrong_code')
      if (owner) {
        await audit.record(db.q, organizer.id, {
          action: 'foyer.customer.login.failed',
          actor: { type: 'system' },
          object: customerObject(owner),
          detail: { reason: 'wrong_code' },
        })
      }
      return tried.tries_left > 0 ? { kind: 'wrong', triesLeft: tried.tries_left } : { kind: 'gone' }
    },
  }
}

/** What is stored: without the secret of the browser, a million guesses would tell the digits. */
function codeHash({ secret }: QuestionKey, email: string, digits: string): string {
  return hashSecret(`${secret} ${email} ${digits}`)
}
