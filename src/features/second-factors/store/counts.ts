import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'

/** Numbers over all customers of an organizer; each comes out of an index alone. */
export function factorCountStore(q: Database) {
  return {
    async customers(organizerId: OrganizerId): Promise<{ passkeys: number; totp: number; any: number }> {
      const withPasskeys = q
        .selectFrom('customer_passkeys')
        .select('customer_id')
        .where('organizer_id', '=', organizerId)
        .groupBy('customer_id')
      const withTotp = q.selectFrom('customer_totp').select('customer_id').where('organizer_id', '=', organizerId)
      const row = await q
        .selectNoFrom(({ selectFrom, fn }) => [
          selectFrom(withPasskeys.as('p')).select(fn.countAll<number>().as('n')).as('passkeys'),
          selectFrom(withTotp.as('t')).select(fn.countAll<number>().as('n')).as('totp'),
          selectFrom(withPasskeys.union(withTotp).as('a')).select(fn.countAll<number>().as('n')).as('any'),
        ])
        .executeTakeFirstOrThrow()
      return { passkeys: Number(row.passkeys), totp: Number(row.totp), any: Number(row.any) }
    },
  }
}
