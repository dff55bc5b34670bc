import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Organizer } from '../../organizers/index.ts'
import { hasSecondFactor, type UsableFactors } from '../rules/second-step.ts'
import type { Factors } from '../types.ts'
import { passkeyStore } from './passkeys.ts'
import { recoveryCodeStore } from './recovery-codes.ts'
import { totpStore } from './totp.ts'

/** All factors of a customer together. */
export function factorStore(q: Database) {
  async function usable(organizerId: OrganizerId, customerId: CustomerId): Promise<UsableFactors> {
    return {
      passkeys: await passkeyStore(q).has(organizerId, customerId),
      totp: (await totpStore(q).since(organizerId, customerId)) !== null,
    }
  }

  return {
    usable,
    async all(organizerId: OrganizerId, customerId: CustomerId): Promise<Factors> {
      return {
        passkeys: await passkeyStore(q).list(organizerId, customerId),
        totpSince: await totpStore(q).since(organizerId, customerId),
        codes: await recoveryCodeStore(q).left(organizerId, customerId),
      }
    },

    /** Whether there is one that the organizer lets count. */
    async hasOne({ id, settings }: Pick<Organizer, 'id' | 'settings'>, customerId: CustomerId): Promise<boolean> {
      return hasSecondFactor(settings, await usable(id, customerId))
    },

    /** Removes the authenticator app and all codes, and with `passkeys` these as well. Answers what there was. */
    async removeAll(organizerId: OrganizerId, customerId: CustomerId, { passkeys }: { passkeys: boolean }) {
      const totp = await totpStore(q).remove(organizerId, customerId)
      await recoveryCodeStore(q).removeAll(organizerId, customerId)
      return { totp, passkeys: passkeys ? await passkeyStore(q).removeAll(organizerId, customerId) : 0 }
    },
  }
}
