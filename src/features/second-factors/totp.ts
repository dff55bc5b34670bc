import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import type { CustomerId } from '../../core/ids.ts'
import { SealBroken } from '../../platform/crypto/secret-box.ts'
import { readTypedCode } from '../../platform/factors/recovery-code.ts'
import { SECRET_BYTES, stepOfCode, totpSecret } from '../../platform/factors/totp-code.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { makeCodesIfNone } from './recovery-codes.ts'
import { isLastRequired, usable } from './rules/second-step.ts'
import { factorStore } from './store/factors.ts'
import { totpStore } from './store/totp.ts'

const SET_UP_MS = 30 * MINUTE
const BEING_SET_UP = 'authenticator app, being set up'
export const STORED = 'authenticator app'

const drafted = z.object({ customer: z.string(), secret: z.string(), until: z.number() })

/** A key that no code has confirmed yet. */
export interface TotpDraft {
  /** base32 */
  readonly secret: string
  /** The same for the form, readable by this program only. */
  readonly sealed: string
}

export type TurnedOn =
  | { readonly kind: 'on'; readonly codes: readonly string[] | null }
  /** `expired`: the page was open for too long. `already`: another page was faster. */
  | { readonly kind: 'wrong' | 'expired' | 'already' }

/** Authenticator apps: RFC 6238 with SHA-1, six digits, 30 s. */
export interface Totp {
  draft(customerId: CustomerId): TotpDraft
  /** The draft of a form that was sent; null when it is not for this customer or too old. */
  openDraft(customerId: CustomerId, sealed: string): TotpDraft | null
  /** @param code as typed. @param isFirstFactor refuses where there is another factor */
  turnOn(context: ChangeContext, given: { sealed: string; code: string; isFirstFactor?: boolean }): Promise<TurnedOn>
  turnOff(context: ChangeContext): Promise<'off' | 'gone' | 'last_required'>
}

export function createTotp(platform: Platform, { change }: { change: MakeChange }): Totp {
  const { clock, random, secrets } = platform

  function openDraft(customerId: CustomerId, sealed: string): TotpDraft | null {
    try {
      const { customer, secret, until } = drafted.parse(JSON.parse(secrets.open(sealed, BEING_SET_UP)))
      return customer === customerId && until > clock.now() ? { secret, sealed } : null
    } catch (error) {
      if (error instanceof SealBroken) return null
      throw error
    }
  }

  return {
    draft(customer) {
      const secret = totpSecret(random.bytes(SECRET_BYTES))
      const sealed = secrets.seal(JSON.stringify({ customer, secret, until: clock.now() + SET_UP_MS }), BEING_SET_UP)
      return { secret, sealed }
    },
    openDraft,

    async turnOn(context, { sealed, code, isFirstFactor = false }) {
      const { organizer, customer } = context
      const draft = openDraft(customer.id, sealed)
      if (draft === null) return { kind: 'expired' }
      const typed = readTypedCode(code)
      const step = typed?.kind === 'totp' ? stepOfCode(draft.secret, typed.code, clock.now()) : null
      if (step === null) return { kind: 'wrong' }
      const row = {
        customer_id: customer.id,
        secret: secrets.seal(draft.secret, STORED),
        last_step: step,
        created_at: clock.now(),
      }
      const told = { action: 'foyer.customer.totp.enabled', tells: 'totpOn', endsSessions: true } as const
      const done = await change(context, told, async (q) => {
        if (isFirstFactor && (await factorStore(q).hasOne(organizer, customer.id))) return null
        if (!(await totpStore(q).insert(organizer.id, row))) return null
        return { codes: await makeCodesIfNone(q, platform, organizer, customer.id) }
      })
      return done ? { kind: 'on', codes: done.codes } : { kind: 'already' }
    },

    async turnOff(context) {
      const { organizer, customer } = context
      let isLast = false
      const told = { action: 'foyer.customer.totp.disabled', tells: 'totpOff', endsSessions: true } as const
      const done = await change(context, told, async (q) => {
        const left = usable({ ...(await factorStore(q).all(organizer.id, customer.id)), totpSince: null })
        isLast = isLastRequired(organizer.settings, left)
        if (isLast || !(await totpStore(q).remove(organizer.id, customer.id))) return null
        if (!left.passkeys) await factorStore(q).removeAll(organizer.id, customer.id, { passkeys: false })
        return true
      })
      return done ? 'off' : isLast ? 'last_required' : 'gone'
    },
  }
}
