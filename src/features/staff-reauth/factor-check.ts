import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/db.ts'
import type { User } from '../staff/index.ts'

/** Passkeys as another way to prove who one is. */
export interface FactorCheck {
  /** Whether this user has one that counts here. */
  isOffered(user: User): Promise<boolean>
  /** What the browser has to answer, as JSON for `PublicKeyCredentialRequestOptions`; for passkeys of this user only. */
  options(request: FastifyRequest, reply: FastifyReply, user: User): Promise<object>
  /**
   * Checks the browser's answer; its challenge does not count again.
   * @param credential JSON of the browser's answer
   * @returns null when it is wrong or of somebody else; else what notes the use in the transaction of the proof, and answers
   * false when it must not count
   */
  prove(request: FastifyRequest, user: User, credential: string): Promise<((q: Database) => Promise<boolean>) | null>
}
