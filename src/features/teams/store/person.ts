import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { TeamMember } from '../types.ts'

interface PersonRow {
  readonly userId: UserId
  readonly email: string
  readonly fullname: string
  readonly isActive: boolean
  readonly authBackend: string
  readonly lastLoginAt: number | null
  readonly totps: number | string | bigint | null
  readonly passkeys: number | string | bigint | null
}

/** What lists of people show of an account. */
export function personColumns(q: Kysely<Schema>) {
  return q
    .selectFrom('users as u')
    .select(['u.id as userId', 'u.email', 'u.fullname', 'u.is_active as isActive'])
    .select(['u.auth_backend as authBackend', 'u.last_login_at as lastLoginAt'])
    .select((eb) => [
      eb
        .selectFrom('staff_totp_devices as d')
        .select(({ fn }) => fn.countAll().as('count'))
        .whereRef('d.user_id', '=', 'u.id')
        .where('d.confirmed_at', 'is not', null)
        .as('totps'),
      eb
        .selectFrom('staff_passkeys as p')
        .select(({ fn }) => fn.countAll().as('count'))
        .whereRef('p.user_id', '=', 'u.id')
        .as('passkeys'),
    ])
}

export function hasFactor({ totps, passkeys, ...person }: PersonRow): Omit<TeamMember, 'sources'> {
  return { ...person, hasSecondFactor: Number(totps) + Number(passkeys) > 0 }
}
