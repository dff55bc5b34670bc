import type { UserId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../platform/factors/recovery-code.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { factorStore } from './store/factors.ts'
import { recoveryCodeStore } from './store/recovery-codes.ts'

type Tools = Pick<Platform, 'random' | 'clock'>

/** Codes for whoever cannot use another second factor. */
export interface RecoveryCodes {
  /** Ten in the place of the old ones; null when there is no device that they could stand in for. */
  makeNew(context: ChangeContext): Promise<readonly string[] | null>
  /** One more beside those that there are, for somebody who has none at hand; null when there is no device. */
  addOne(context: ChangeContext): Promise<string | null>
}

export function createRecoveryCodes(platform: Tools, { change }: { change: MakeChange }): RecoveryCodes {
  return {
    makeNew: (context) =>
      change(
        context,
        { action: 'pretix.user.settings.2fa.regenemergency', tells: 'codesMade', endsSessions: true },
        async (q) =>
          (await factorStore(q).hasDevice(context.user.id)) ? makeCodes(q, platform, context.user.id) : null,
      ),

    async addOne(context) {
      const { user } = context
      const [code = ''] = newRecoveryCodes(platform.random)
      return change(context, { action: 'pretix.user.settings.2fa.emergency', tells: 'codeAdded' }, async (q) => {
        if (!(await factorStore(q).hasDevice(user.id))) return null
        await recoveryCodeStore(q).add(user.id, [hashRecoveryCode(user.id, code)], platform.clock.now())
        return code
      })
    },
  }
}

/** Together with a device that was just added; null when some are left. */
export async function makeCodesIfNone(q: Database, tools: Tools, userId: UserId): Promise<readonly string[] | null> {
  const { left } = await recoveryCodeStore(q).left(userId)
  return left > 0 ? null : makeCodes(q, tools, userId)
}

async function makeCodes(q: Database, { random, clock }: Tools, userId: UserId): Promise<readonly string[]> {
  const codes = newRecoveryCodes(random)
  const hashes = codes.map((code) => hashRecoveryCode(userId, code))
  await recoveryCodeStore(q).replace(userId, hashes, clock.now())
  return codes
}
