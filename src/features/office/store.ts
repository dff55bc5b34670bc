import { type Kysely, sql } from 'kysely'
import type { OrganizerId } from '../../core/ids.ts'
import type { Schema } from '../../platform/db/schema.ts'

/** How far is counted where an index alone answers. */
export const MANY = 100_000
/** How far is counted where rows have to be read. */
export const FEW = 20_000

/** Counts of an organizer's customers and orders that end at a limit: one more than it means that there are more. */
export function affectedStore(q: Kysely<Schema>) {
  return {
    /** Accounts with an address; active ones with and without a password. */
    async customers(organizerId: OrganizerId) {
      const all = q.selectFrom('customers').select('organizer_id').where('organizer_id', '=', organizerId)
      const active = all.where('is_active', '=', true).where('is_verified', '=', true)
      const { accounts, withPassword, withoutPassword } = await q
        .selectNoFrom(({ selectFrom, fn }) => [
          selectFrom(
            all
              .where('email', 'is not', null)
              .limit(MANY + 1)
              .as('some'),
          )
            .select(fn.countAll<number>().as('n'))
            .as('accounts'),
          selectFrom(
            active
              .where('password_hash', 'is not', null)
              .limit(MANY + 1)
              .as('some'),
          )
            .select(fn.countAll<number>().as('n'))
            .as('withPassword'),
          selectFrom(
            active
              .where('password_hash', 'is', null)
              .limit(MANY + 1)
              .as('some'),
          )
            .select(fn.countAll<number>().as('n'))
            .as('withoutPassword'),
        ])
        .executeTakeFirstOrThrow()
      return {
        accounts: Number(accounts),
        withPassword: Number(withPassword),
        withoutPassword: Number(withoutPassword),
      }
    },

    /** Active people with a passkey, and how many of them have a password. `seen`: people looked at. */
    async passkeys(organizerId: OrganizerId) {
      const owners = q
        .selectFrom('customer_passkeys')
        .select('customer_id')
        .distinct()
        .where('organizer_id', '=', organizerId)
        .limit(FEW + 1)
      const row = await q
        .selectFrom(owners.as('owners'))
        .innerJoin('customers', (join) =>
          join.onRef('customers.id', '=', 'owners.customer_id').on('customers.organizer_id', '=', organizerId),
        )
        .select(({ fn }) => [
          fn.countAll<number>().as('seen'),
          sql<number>`count(case when is_active and is_verified then 1 end)`.as('people'),
          sql<number>`count(case when is_active and is_verified then password_hash end)`.as('withPassword'),
        ])
        .executeTakeFirstOrThrow()
      return { seen: Number(row.seen), people: Number(row.people), withPassword: Number(row.withPassword) }
    },

    /** Active people with an authenticator app and no passkey. */
    async authenticators(organizerId: OrganizerId): Promise<number> {
      const owners = q
        .selectFrom('customer_totp')
        .innerJoin('customers', (join) =>
          join.onRef('customers.id', '=', 'customer_totp.customer_id').on('customers.organizer_id', '=', organizerId),
        )
        .select('customer_totp.customer_id')
        .where('customer_totp.organizer_id', '=', organizerId)
        .where('customers.is_active', '=', true)
        .where('customers.is_verified', '=', true)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('customer_passkeys')
                .select('customer_passkeys.id')
                .where('customer_passkeys.organizer_id', '=', organizerId)
                .whereRef('customer_passkeys.customer_id', '=', 'customer_totp.customer_id'),
            ),
          ),
        )
        .limit(FEW + 1)
      const row = await q
        .selectFrom(owners.as('owners'))
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return Number(row.n)
    },

    /** Orders of customers; orders of guests that have the address of an active account. `guestsSeen`: looked at. */
    async orders(organizerId: OrganizerId) {
      const ofOrganizer = q.selectFrom('orders').where('organizer_id', '=', organizerId)
      const owned = ofOrganizer.select('id').where('customer_id', 'is not', null)
      const guests = ofOrganizer.select('email').where('customer_id', 'is', null)
      const row = await q
        .selectFrom(guests.limit(FEW + 1).as('guests'))
        .leftJoin('customers', (join) =>
          join
            .onRef('customers.email', '=', 'guests.email')
            .on('customers.organizer_id', '=', organizerId)
            .on('customers.is_active', '=', true)
            .on('customers.is_verified', '=', true),
        )
        .select(({ fn, selectFrom }) => [
          fn.countAll<number>().as('guestsSeen'),
          fn.count<number>('customers.id').as('guests'),
          fn.count<number>('customers.id').distinct().as('guestAccounts'),
          selectFrom(owned.limit(MANY + 1).as('some'))
            .select(fn.countAll<number>().as('n'))
            .as('owned'),
        ])
        .executeTakeFirstOrThrow()
      return {
        guestsSeen: Number(row.guestsSeen),
        guests: Number(row.guests),
        guestAccounts: Number(row.guestAccounts),
        owned: Number(row.owned),
      }
    },
  }
}
