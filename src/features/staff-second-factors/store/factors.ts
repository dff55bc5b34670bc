import type { UserId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Device, Factors, Passkey } from '../types.ts'
import { challengeStore } from './challenges.ts'
import { passkeyStore } from './passkeys.ts'
import { recoveryCodeStore } from './recovery-codes.ts'
import { totpStore } from './totp.ts'

/** All factors of a staff account together. */
export function factorStore(q: Database) {
  const userWithoutDevice = (userId: UserId) =>
    q
      .selectFrom('users')
      .select('users.id')
      .where('users.id', '=', userId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('staff_totp_devices as d')
              .select('d.id')
              .whereRef('d.user_id', '=', 'users.id')
              .where('d.confirmed_at', 'is not', null),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('staff_passkeys as p').select('p.id').whereRef('p.user_id', '=', 'users.id'))),
      )

  async function devices(userId: UserId): Promise<Device[]> {
    const totp = await totpStore(q).list(userId)
    const passkeys = await passkeyStore(q).list(userId)
    return [
      ...totp.map(({ id, name, createdAt, lastUsedAt }) => ({
        type: 'totp' as const,
        id,
        name,
        isKey: false,
        createdAt,
        lastUsedAt,
      })),
      ...passkeys.map((passkey) => ({
        type: 'webauthn' as const,
        id: passkey.id,
        name: passkey.name,
        isKey: isSecurityKey(passkey),
        createdAt: passkey.createdAt,
        lastUsedAt: passkey.lastUsedAt,
      })),
    ].sort((a, b) => a.createdAt - b.createdAt)
  }

  return {
    devices,

    async all(userId: UserId): Promise<Factors> {
      return { devices: await devices(userId), codes: await recoveryCodeStore(q).left(userId) }
    },

    /** Whether there is a confirmed device. */
    async hasDevice(userId: UserId): Promise<boolean> {
      return (await userWithoutDevice(userId).executeTakeFirst()) === undefined
    },

    /**
     * Whether there is no confirmed device although there must be one, in one statement.
     * @param isForced everybody of this kind must have one; otherwise only members of teams that want it
     */
    async lacksRequired(userId: UserId, isForced: boolean): Promise<boolean> {
      const query = userWithoutDevice(userId)
      const row = await (isForced
        ? query
        : query.where(({ exists, selectFrom }) =>
            exists(
              selectFrom('team_members as m')
                .innerJoin('teams as t', (join) =>
                  join.onRef('t.organizer_id', '=', 'm.organizer_id').onRef('t.id', '=', 'm.team_id'),
                )
                .select('t.id')
                .whereRef('m.user_id', '=', 'users.id')
                .where('t.require_2fa', '=', true),
            ),
          )
      ).executeTakeFirst()
      return row !== undefined
    },

    /** Devices, confirmed or not, codes and challenges. */
    async removeAll(userId: UserId): Promise<void> {
      await totpStore(q).removeAll(userId)
      await passkeyStore(q).removeAll(userId)
      await recoveryCodeStore(q).removeAll(userId)
      await challengeStore(q).endAll(userId)
    },

    /** Lets only one transaction at a time change the factors of a user. False when there is no such user. */
    async lock(userId: UserId): Promise<boolean> {
      const updated = await q
        .updateTable('users')
        .set((eb) => ({ modified_at: eb.ref('modified_at') }))
        .where('id', '=', userId)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },
  }
}

function isSecurityKey({ transports }: Pick<Passkey, 'transports'>): boolean {
  return transports.length > 0 && transports.every((way) => ['usb', 'nfc', 'ble'].includes(way))
}
