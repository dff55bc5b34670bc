import type { Config } from '../../config.ts'
import type { PasskeyId, TotpDeviceId, UserId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { isForcedBySetting } from './rules/forced.ts'
import { factorStore } from './store/factors.ts'
import { passkeyStore } from './store/passkeys.ts'
import { recoveryCodeStore } from './store/recovery-codes.ts'
import { totpStore } from './store/totp.ts'
import type { Device, DeviceType } from './types.ts'

/** Where a device is found in an address. */
export interface DeviceAddress {
  readonly type: DeviceType
  readonly id: string
}

export type Removed = 'removed' | 'gone' | 'last_required'

/** Confirmed devices of both types. */
export interface Devices {
  find(userId: UserId, address: DeviceAddress): Promise<Device | null>
  /** @param name as it may be stored */
  rename(context: ChangeContext, device: Device, name: string): Promise<boolean>
  /** The recovery codes go with the last one. Refused when it is the last one of somebody who has to have one. */
  remove(context: ChangeContext, device: Device): Promise<Removed>
}

/** Rolls the removal back. */
class LastRequired extends Error {}

export function createDevices(
  platform: Pick<Platform, 'db'>,
  { change, setting }: { change: MakeChange; setting: Config['obligatory2fa'] },
): Devices {
  const storeOf = (q: Database, { type, id }: DeviceAddress) => {
    const [totp, passkeys] = [totpStore(q), passkeyStore(q)]
    return type === 'totp'
      ? {
          rename: (userId: UserId, name: string) => totp.rename(userId, id as TotpDeviceId, name),
          remove: (userId: UserId) => totp.remove(userId, id as TotpDeviceId),
        }
      : {
          rename: (userId: UserId, name: string) => passkeys.rename(userId, id as PasskeyId, name),
          remove: (userId: UserId) => passkeys.remove(userId, id as PasskeyId),
        }
  }

  return {
    async find(userId, { type, id }) {
      const devices = await factorStore(platform.db.q).devices(userId)
      return devices.find((device) => device.type === type && device.id === id) ?? null
    },

    async rename(context, device, name) {
      if (name === device.name) return true
      const detail = { device: name, device_type: device.type, former_name: device.name }
      const renamed = await change(context, { action: 'foyer.staff.secondfactor.renamed', detail }, async (q) =>
        (await storeOf(q, device).rename(context.user.id, name)) ? true : null,
      )
      return renamed !== null
    },

    async remove(context, device) {
      const { user, session } = context
      const { name, type } = device
      const tells = type === 'totp' ? 'totpDeleted' : 'webauthnDeleted'
      const detail = { device: name, device_type: type }
      const told = {
        action: 'pretix.user.settings.2fa.device.deleted',
        tells,
        name,
        detail,
        endsSessions: true,
      } as const
      try {
        const removed = await change(context, told, async (q, note) => {
          if (!(await storeOf(q, device).remove(user.id))) return null
          if (await factorStore(q).hasDevice(user.id)) return true
          const isFree = session?.secondFactor === 'upstream'
          if (!isFree && (await factorStore(q).lacksRequired(user.id, isForcedBySetting(setting, user)))) {
            throw new LastRequired()
          }
          await recoveryCodeStore(q).removeAll(user.id)
          note('pretix.user.settings.2fa.disabled')
          return true
        })
        return removed ? 'removed' : 'gone'
      } catch (error) {
        if (error instanceof LastRequired) return 'last_required'
        throw error
      }
    },
  }
}
