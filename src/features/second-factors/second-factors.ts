import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import { createFactorThrottles, type FactorThrottles } from '../../platform/factors/throttles.ts'
import { createShownOnce, type ShownOnce } from '../../platform/http/shown-once.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import { type Challenges, createChallenges } from './challenges.ts'
import { type ChangeContext, createChanges } from './changes.ts'
import { createPasskeys, type Passkeys } from './passkeys.ts'
import { factorsOfPerson } from './personal-data.ts'
import { createRecoveryCodes, type RecoveryCodes } from './recovery-codes.ts'
import { needsSecondStep } from './rules/second-step.ts'
import { createSecondStepCheck, type SecondStepCheck } from './second-step.ts'
import { challengeStore } from './store/challenges.ts'
import { factorStore } from './store/factors.ts'
import { createTotp, type Totp } from './totp.ts'
import type { Factors } from './types.ts'

/** Passkeys, authenticator apps, recovery codes, and the second step of a login. */
export interface SecondFactors {
  readonly passkeys: Passkeys
  readonly totp: Totp
  readonly recoveryCodes: RecoveryCodes
  readonly secondStep: SecondStepCheck
  readonly throttles: FactorThrottles
  /** Carries new recovery codes to the page that shows them. */
  readonly newCodes: ShownOnce
  of(organizerId: OrganizerId, customerId: CustomerId): Promise<Factors>
  /** Removes the authenticator app and the recovery codes, and with `passkeys` these as well. False when there was nothing. */
  reset(context: ChangeContext, options: { passkeys: boolean; reason: string }): Promise<boolean>
  /** Removes challenges that nobody answered. */
  cleanUp(): Promise<void>
}

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly mailTexts: MailTexts
  readonly signIn: SignIn
}

/** To find out whether any factor would matter. */
const ANY = { passkeys: true, totp: true }

/** Makes logins ask for the second step, and ends challenges and factors with the access of an account. */
export function createSecondFactors(platform: Platform, { customers, audit, mailTexts, signIn }: Deps): SecondFactors {
  const { db } = platform
  const change = createChanges(platform, { audit, mailTexts, signIn })
  const challenges: Challenges = createChallenges(platform)
  const throttles = createFactorThrottles(platform.throttle)

  signIn.completion.useSecondStep({
    async isNeeded(q, organizer, customerId, amr) {
      if (!needsSecondStep(organizer.settings, ANY, amr)) return false
      const factors = await factorStore(q).usable(organizer.id, customerId)
      return needsSecondStep(organizer.settings, factors, amr)
    },
  })
  customers.onEndAccess(async (q, organizerId, customerId, { reason }) => {
    await challengeStore(q).endAll(organizerId, customerId)
    if (reason === 'anonymized') await factorStore(q).removeAll(organizerId, customerId, { passkeys: true })
  })
  customers.holdsPersonalData(factorsOfPerson)

  return {
    passkeys: createPasskeys(platform, { audit, customers, challenges, change }),
    totp: createTotp(platform, { change }),
    recoveryCodes: createRecoveryCodes(platform, { change }),
    secondStep: createSecondStepCheck(platform, { audit, customers, signIn, throttles, change }),
    throttles,
    newCodes: createShownOnce(platform, 'recovery-codes'),
    of: (organizerId, customerId) => factorStore(db.q).all(organizerId, customerId),

    async reset(context, { passkeys, reason }) {
      const { organizer, customer } = context
      const told = { action: 'foyer.customer.secondstep.reset', tells: 'reset', endsSessions: true } as const
      const done = await change(
        context,
        { ...told, detail: { given_reason: reason, with_passkeys: passkeys } },
        async (q) => {
          const removed = await factorStore(q).removeAll(organizer.id, customer.id, { passkeys })
          return removed.totp || removed.passkeys > 0 ? true : null
        },
      )
      return done !== null
    },

    cleanUp: challenges.cleanUp,
  }
}
