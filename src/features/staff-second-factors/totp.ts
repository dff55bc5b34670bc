import { HOUR } from '../../core/clock.ts'
import { newOrderedId, type TotpDeviceId, type UserId } from '../../core/ids.ts'
import { readTypedCode } from '../../platform/factors/recovery-code.ts'
import { SECRET_BYTES, stepOfCode, totpSecret } from '../../platform/factors/totp-code.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { makeCodesIfNone } from './recovery-codes.ts'
import { factorStore } from './store/factors.ts'
import { totpStore } from './store/totp.ts'
import type { TotpDevice } from './types.ts'

/** How long a device may wait for its first code, in ms. */
export const UNCONFIRMED_MS = HOUR
/** Of both types together. */
export const MAX_DEVICES = 20
const MAX_UNCONFIRMED = 5
const SEALED_FOR = 'staff authenticator app'

/** A device whose first code is awaited. */
export interface TotpDraft {
  readonly id: TotpDeviceId
  readonly name: string
  /** base32 */
  readonly secret: string
}

export type Confirmed =
  | { readonly kind: 'on'; readonly name: string; readonly codes: readonly string[] | null }
  | { readonly kind: 'wrong' | 'gone' }

/** A code that fits, and what it uses up. */
export interface TotpMatch {
  readonly device: TotpDevice
  readonly step: number
}

/** Authenticator apps: RFC 6238 with SHA-1, six digits, 30 s. */
export interface Totp {
  /** Makes a device that counts once its first code was right. Null when there are too many already. */
  begin(user: { readonly id: UserId }, name: string): Promise<TotpDeviceId | null>
  /** Null when there is none, when it is confirmed already, and when it waited for too long. */
  draft(userId: UserId, id: TotpDeviceId): Promise<TotpDraft | null>
  /** @param code as typed */
  confirm(context: ChangeContext, id: TotpDeviceId, code: string): Promise<Confirmed>
  /** The device of this user that shows these six digits around now; null when there is none. */
  match(userId: UserId, code: string): Promise<TotpMatch | null>
}

export function createTotp(platform: Platform, { change }: { change: MakeChange }): Totp {
  const { db, clock, random, secrets } = platform
  const open = (device: TotpDevice) => secrets.open(device.secret, SEALED_FOR)

  async function draft(userId: UserId, id: TotpDeviceId): Promise<TotpDraft | null> {
    const device = await totpStore(db.q).byId(userId, id)
    if (!device || device.confirmedAt !== null || device.createdAt <= clock.now() - UNCONFIRMED_MS) return null
    return { id, name: device.name, secret: open(device) }
  }

  return {
    draft,

    async begin({ id: userId }, name) {
      const now = clock.now()
      const id = newOrderedId<TotpDeviceId>(random, now)
      const secret = secrets.seal(totpSecret(random.bytes(SECRET_BYTES)), SEALED_FOR)
      return db.transaction(async (q) => {
        if (!(await factorStore(q).lock(userId))) return null
        const store = totpStore(q)
        await store.removeUnconfirmed(now - UNCONFIRMED_MS, userId)
        if ((await factorStore(q).devices(userId)).length >= MAX_DEVICES) return null
        await store.trimUnconfirmed(userId, MAX_UNCONFIRMED - 1)
        await store.insert({
          user_id: userId,
          id,
          name,
          secret,
          last_step: 0,
          created_at: now,
          confirmed_at: null,
          last_used_at: null,
        })
        return id
      })
    },

    async confirm(context, id, code) {
      const { user } = context
      const device = await draft(user.id, id)
      if (!device) return { kind: 'gone' }
      const now = clock.now()
      const typed = readTypedCode(code)
      const step = typed?.kind === 'totp' ? stepOfCode(device.secret, typed.code, now) : null
      if (step === null) return { kind: 'wrong' }
      const { name } = device
      const told = { action: 'pretix.user.settings.2fa.device.added', tells: 'totpAdded', endsSessions: true } as const
      const detail = { device: name, device_type: 'totp' }
      const done = await change(context, { ...told, name, detail }, async (q, note) => {
        const isFirst = !(await factorStore(q).hasDevice(user.id))
        if (!(await totpStore(q).confirm(user.id, id, { step, now }))) return null
        if (isFirst) note('pretix.user.settings.2fa.enabled')
        return { codes: await makeCodesIfNone(q, platform, user.id) }
      })
      return done ? { kind: 'on', name, codes: done.codes } : { kind: 'gone' }
    },

    async match(userId, code) {
      for (const device of await totpStore(db.q).list(userId)) {
        const step = stepOfCode(open(device), code, clock.now())
        if (step !== null) return { device, step }
      }
      return null
    },
  }
}
