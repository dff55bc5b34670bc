import type { Database } from '../../platform/db/db.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import type { User } from '../staff/index.ts'
import { CODE_LIFETIME_MS, CODE_TRIES, drawCode } from './rules/email-code.ts'
import { type EmailCode, emailCodeStore } from './store/email-codes.ts'
import type { CodePurpose } from './types.ts'

const MAC = 'staff email code'

/** A code that was made, not stored. Instants in ms. */
export interface NewCode {
  readonly code: string
  readonly until: number
  store(trx: Database): Promise<void>
}

/** A code that was right; `take` uses it up, false when another request was faster. */
export interface RightCode {
  readonly email: string
  take(trx: Database): Promise<boolean>
}

/** Codes that prove that an address can be read: seven digits, thirty minutes, ten tries. */
export interface EmailCodes {
  draw(user: User, purpose: CodePurpose, email: string): NewCode
  /** The address that the waiting code was sent to. */
  waitingFor(user: User, purpose: CodePurpose): Promise<string | null>
  /** Uses one try up. `gone` when there is none left, or no code. */
  check(user: User, purpose: CodePurpose, code: string): Promise<RightCode | 'wrong' | 'gone'>
  /** Queues the mail and stores the code, both or neither. */
  send(code: NewCode, mail: QueuedMail): Promise<void>
  cleanUp(): Promise<number>
}

export function createEmailCodes(platform: Platform): EmailCodes {
  const { db, clock, random, secrets, mailer, outbox } = platform
  const bound = (user: User, purpose: CodePurpose, email: string, code: string) =>
    JSON.stringify([user.id, purpose, email, code])

  function right(user: User, purpose: CodePurpose, { email, code_hash }: EmailCode): RightCode {
    return { email, take: (trx) => emailCodeStore(trx).take(user.id, purpose, code_hash) }
  }

  return {
    draw(user, purpose, email) {
      const code = drawCode(random)
      const now = clock.now()
      const until = now + CODE_LIFETIME_MS
      return {
        code,
        until,
        store: (trx) =>
          emailCodeStore(trx).put({
            user_id: user.id,
            purpose,
            email,
            code_hash: secrets.mac(bound(user, purpose, email, code), MAC),
            tries_left: CODE_TRIES,
            created_at: now,
            expires_at: until,
          }),
      }
    },

    async waitingFor(user, purpose) {
      return (await emailCodeStore(db.q).find(user.id, purpose, clock.now()))?.email ?? null
    },

    async check(user, purpose, code) {
      const row = await emailCodeStore(db.q).useTry(user.id, purpose, clock.now())
      if (!row) return 'gone'
      if (secrets.checkMac(bound(user, purpose, row.email, code), MAC, row.code_hash)) return right(user, purpose, row)
      return row.tries_left > 0 ? 'wrong' : 'gone'
    },

    async send(code, mail) {
      await db.transaction(async (trx) => {
        await code.store(trx)
        await mailer.queue(trx, mail)
      })
      outbox.wake()
    },

    cleanUp: () => emailCodeStore(db.q).deleteExpired(clock.now()),
  }
}
