import type { Selectable } from 'kysely'
import type { CustomerId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { SsoQuestionTable } from '../../../platform/db/provider-login-tables.ts'

export type QuestionRow = Selectable<SsoQuestionTable>

/** A question that this browser may still answer. */
export interface OpenQuestion {
  readonly idHash: string
  readonly browserHash: string
  /** ms */
  readonly now: number
}

/** What a mail with digits changes. */
export type SentCode = Pick<QuestionRow, 'email' | 'kind' | 'code_hash' | 'code_until' | 'tries_left'>

/** Questions to people whom a provider vouched for. Each change counts only as long as nobody answered. */
export function questionStore(q: Database) {
  const open = (organizerId: OrganizerId, { idHash, browserHash, now }: OpenQuestion) =>
    q
      .updateTable('sso_questions')
      .where('organizer_id', '=', organizerId)
      .where('id_hash', '=', idHash)
      .where('browser_hash', '=', browserHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)

  return {
    async insert(organizerId: OrganizerId, row: Omit<QuestionRow, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('sso_questions')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** The question of a browser, also when it is over. */
    async find(organizerId: OrganizerId, idHash: string, browserHash: string): Promise<QuestionRow | null> {
      const row = await q
        .selectFrom('sso_questions')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('browser_hash', '=', browserHash)
        .executeTakeFirst()
      return row ?? null
    },

    async noteCode(organizerId: OrganizerId, by: OpenQuestion, sent: SentCode): Promise<boolean> {
      const result = await open(organizerId, by)
        .set({ ...sent, is_mailbox_proven: false })
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Asks for another address from now on; what was proven about the one before counts no more. */
    async askForAddress(organizerId: OrganizerId, by: OpenQuestion): Promise<boolean> {
      const forgotten = { customer_id: null, email: null, is_mailbox_proven: false, code_hash: null, code_until: null }
      const result = await open(organizerId, by)
        .set({ kind: 'address', tries_left: 0, ...forgotten })
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Takes one try away before it is made; null when none is left. */
    async useTry(
      organizerId: OrganizerId,
      by: OpenQuestion,
    ): Promise<Pick<QuestionRow, 'code_hash' | 'tries_left'> | null> {
      const row = await open(organizerId, by)
        .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
        .where('code_until', '>', by.now)
        .where('tries_left', '>', 0)
        .returning(['code_hash', 'tries_left'])
        .executeTakeFirst()
      return row ?? null
    },

    /** Notes that the digits were right, and uses them up. Of several at once one gets it. */
    async proveMailbox(organizerId: OrganizerId, by: OpenQuestion, codeHash: string): Promise<boolean> {
      const result = await open(organizerId, by)
        .set({ is_mailbox_proven: true, code_hash: null, code_until: null })
        .where('code_hash', '=', codeHash)
        .where('code_until', '>', by.now)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Ends it with an answer, and with it all other questions to the same person. Of several at once one gets it. */
    async take(organizerId: OrganizerId, { idHash, browserHash, now }: OpenQuestion, subjectHash: string) {
      const ended = await q
        .updateTable('sso_questions')
        .set({ used_at: now })
        .where('organizer_id', '=', organizerId)
        .where('subject_hash', '=', subjectHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['id_hash', 'browser_hash'])
        .execute()
      return ended.some((row) => row.id_hash === idHash && row.browser_hash === browserHash)
    },

    /** What somebody proved with the mails of an account does not count any more. */
    async forgetProofs(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .updateTable('sso_questions')
        .set({ is_mailbox_proven: false, code_hash: null, code_until: null })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    async endOfCustomer(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('sso_questions')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    async endOfProvider(organizerId: OrganizerId, providerId: SsoProviderId): Promise<void> {
      await q
        .deleteFrom('sso_questions')
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', providerId)
        .execute()
    },

    /** Removes what is kept under an address, whoever is asked. */
    async forgetAddress(organizerId: OrganizerId, email: string): Promise<void> {
      await q.deleteFrom('sso_questions').where('organizer_id', '=', organizerId).where('email', '=', email).execute()
    },
  }
}

/** Of all organizers: removes those that ended before this instant, in ms. Answers how many. */
export async function deleteEndedQuestions(q: Database, before: number): Promise<number> {
  const result = await q.deleteFrom('sso_questions').where('expires_at', '<=', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
