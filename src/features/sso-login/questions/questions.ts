import { HOUR, MINUTE } from '../../../core/clock.ts'
import type { OrganizerId } from '../../../core/ids.ts'
import { hashSecret, randomSecret } from '../../../core/random.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit } from '../../audit/index.ts'
import type { Arrival } from '../../customer-identities/index.ts'
import type { Customers } from '../../customers/index.ts'
import type { MailTexts } from '../../mail-texts/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { SignIn } from '../../sign-in/index.ts'
import type { SsoProviders } from '../../sso-providers/index.ts'
import type { VouchedLogin } from '../types.ts'
import { createQuestionCodes, type QuestionCodes } from './codes.ts'
import { createQuestionMails } from './mails.ts'
import { seal, subjectHash, unseal } from './sealed.ts'
import { deleteEndedQuestions, type OpenQuestion, type QuestionRow, questionStore } from './store.ts'
import type { AskedQuestion, Question, QuestionKey, QuestionKind } from './types.ts'

/** So long somebody may take for the answer, in ms. */
export const QUESTION_MS = 30 * MINUTE
/** So long a question that is over is remembered, so that its page can say so. */
const KEPT_MS = HOUR

export type AskedArrival = Extract<Arrival, { kind: 'prove' | 'confirm_email' }>

/** Questions to people whom a provider vouched for, kept for half an hour, each in one browser. */
export interface SsoQuestions extends QuestionCodes {
  /**
   * Where the provider does not say when the person logged in there, that is now.
   * @param isMailboxProven whether a mail of ours just proved that the person reads the mails of the address
   */
  ask(
    organizerId: OrganizerId,
    vouched: VouchedLogin,
    asked: AskedArrival,
    isMailboxProven?: boolean,
  ): Promise<AskedQuestion>
  /** Null unless this very browser was asked. */
  find(organizerId: OrganizerId, key: QuestionKey): Promise<Question | null>
  /** Asks for another address instead; false when the question is over. */
  askForAddress(organizerId: OrganizerId, key: QuestionKey): Promise<boolean>
  /** Ends it, with an answer or without one. Of several at once one gets it. */
  take(organizerId: OrganizerId, key: QuestionKey, question: Question): Promise<boolean>
  /** Removes questions that are over. */
  cleanUp(): Promise<number>
}

export interface QuestionServices {
  readonly audit: Audit
  readonly customers: Customers
  readonly mailTexts: MailTexts
  readonly providers: SsoProviders
  readonly signIn: Pick<SignIn, 'throttles'>
}

/** Questions end with the access of the account that they are about, and with that of their provider. */
export function createSsoQuestions(platform: Platform, services: QuestionServices): SsoQuestions {
  const { db, clock, random, secrets } = platform
  const { audit, customers, mailTexts, providers, signIn } = services
  const mail = createQuestionMails(mailTexts)

  customers.onEndAccess(async (q, organizerId, customerId, { reason, keepSessions }) => {
    if (reason === 'password' || keepSessions) await questionStore(q).forgetProofs(organizerId, customerId)
    else await questionStore(q).endOfCustomer(organizerId, customerId)
  })
  customers.onErase(async (q, organizer: Organizer, { emails }) => {
    for (const email of emails) await questionStore(q).forgetAddress(organizer.id, email)
  })
  providers.onEndAccess((q, organizerId, id) => questionStore(q).endOfProvider(organizerId, id))

  const by = ({ name, secret }: QuestionKey): OpenQuestion => ({
    idHash: hashSecret(name),
    browserHash: hashSecret(secret),
    now: clock.now(),
  })

  return {
    ...createQuestionCodes(platform, { audit, customers, mail, throttles: signIn.throttles, by }),

    async ask(organizerId, { person, session, next }, asked, isMailboxProven = false) {
      const key = { name: randomSecret(random), secret: randomSecret(random) }
      const { idHash, browserHash, now } = by(key)
      const vouched = { person, session: { ...session, authAt: session.authAt ?? now }, next }
      const row = {
        id_hash: idHash,
        provider_id: vouched.person.provider.id,
        browser_hash: browserHash,
        subject_hash: subjectHash(vouched.person),
        kind: kindOf(asked),
        customer_id: asked.kind === 'prove' ? asked.customer.id : null,
        email: asked.email,
        is_mailbox_proven: isMailboxProven,
        code_hash: null,
        code_until: null,
        tries_left: 0,
        data: seal(secrets, vouched),
        created_at: now,
        expires_at: now + QUESTION_MS,
        used_at: null,
      }
      await questionStore(db.q).insert(organizerId, row)
      return { key, question: toQuestion({ ...row, organizer_id: organizerId }, vouched, now) }
    },

    async find(organizerId, key) {
      const { idHash, browserHash, now } = by(key)
      const row = await questionStore(db.q).find(organizerId, idHash, browserHash)
      const provider = row && (await providers.byId(organizerId, row.provider_id))
      return row && provider ? toQuestion(row, unseal(secrets, row.data, provider), now) : null
    },

    askForAddress: (organizerId, key) => questionStore(db.q).askForAddress(organizerId, by(key)),

    take: (organizerId, key, { vouched }) =>
      questionStore(db.q).take(organizerId, by(key), subjectHash(vouched.person)),

    cleanUp: () => deleteEndedQuestions(db.q, clock.now() - KEPT_MS),
  }
}

function kindOf(asked: AskedArrival): QuestionKind {
  if (asked.kind === 'prove') return 'prove'
  return asked.email === null ? 'address' : 'confirm'
}

function toQuestion(row: QuestionRow, vouched: VouchedLogin, now: number): Question {
  const isTypable = row.code_hash !== null && row.tries_left > 0 && row.code_until !== null && row.code_until > now
  return {
    kind: row.kind === 'prove' || row.kind === 'confirm' ? row.kind : 'address',
    state: row.used_at !== null ? 'answered' : row.expires_at > now ? 'open' : 'expired',
    customerId: row.customer_id,
    email: row.email,
    askedAt: row.created_at,
    isMailboxProven: row.is_mailbox_proven,
    hasCode: isTypable,
    vouched,
  }
}
