import type { Clock } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import type { Database } from '../../platform/db/db.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import { NativeBackend } from '../staff-backends/index.ts'
import { emailAddressStore } from './store/email-addresses.ts'
import type { User } from './types.ts'

/** Email addresses whose owner has proved to read them. */
export interface EmailAddresses {
  /**
   * A native account gets another, confirmed address.
   * @param email lower case
   * @returns false when the account belongs to another backend or has another address by now
   * @throws InvalidInput with `email` when it belongs to another account
   */
  change(trx: Database, user: User, email: string): Promise<boolean>
  /** The address that `user` holds is confirmed. False when the account has another one by now. */
  confirm(trx: Database, user: Pick<User, 'id' | 'email'>): Promise<boolean>
}

export function createEmailAddresses({ clock }: { readonly clock: Clock }): EmailAddresses {
  return {
    async change(trx, user, email) {
      const to = { backend: NativeBackend.IDENTIFIER, from: user.email, email, at: clock.now() }
      try {
        return await emailAddressStore(trx).change(user.id, to)
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error
        throw new InvalidInput({ email: { key: 'staff:field.emailTaken', params: { email } } })
      }
    },
    confirm: (trx, { id, email }) => emailAddressStore(trx).confirm(id, email, clock.now()),
  }
}
