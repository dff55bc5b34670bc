import type { CustomerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../platform/factors/recovery-code.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { factorStore } from './store/factors.ts'
import { recoveryCodeStore } from './store/recovery-codes.ts'

type Tools = Pick<Platform, 'random' | 'clock'>

/** Ten codes for whoever cannot use another second factor. */
export interface RecoveryCodes {
  /** A new set in the place of the old one; null when there is no second factor that they could stand in for. */
  makeNew(context: ChangeContext): Promise<readonly string[] | null>
}

export function createRecoveryCodes(platform: Tools, { change }: { change: MakeChange }): RecoveryCodes {
  return {
    makeNew: (context) =>
      change(context, { action: 'foyer.customer.recoverycodes.made', tells: 'codesMade' }, async (q) => {
        const { organizer, customer } = context
        const { passkeys, totp } = await factorStore(q).usable(organizer.id, customer.id)
        return passkeys || totp ? makeCodes(q, platform, organizer, customer.id) : null
      }),
  }
}

/** Together with a factor that was just turned on; null when some are left or the organizer has no second step. */
export async function makeCodesIfNone(
  q: Database,
  tools: Tools,
  organizer: Organizer,
  customerId: CustomerId,
): Promise<readonly string[] | null> {
  if (organizer.settings.customer_accounts_second_step === 'off') return null
  const { left } = await recoveryCodeStore(q).left(organizer.id, customerId)
  return left > 0 ? null : makeCodes(q, tools, organizer, customerId)
}

async function makeCodes(q: Database, { random, clock }: Tools, organizer: Organizer, customerId: CustomerId) {
  const codes = newRecoveryCodes(random)
  const hashes = codes.map((code) => hashRecoveryCode(customerId, code))
  await recoveryCodeStore(q).replace(organizer.id, customerId, hashes, clock.now())
  return codes
}
