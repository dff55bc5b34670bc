import type { Insertable } from 'kysely'
import type { CustomerId, MembershipId, OrderId, OrganizerId } from '../../../core/ids.ts'
import type { DbKind } from '../../../platform/db/columns.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { OrderPositionTable, OrderTable } from '../../../platform/db/order-tables.ts'

const PART = 400
const MAX_ALIASES = 20

/** What an import needs to know of an order that is there already. */
export interface KnownOrder {
  readonly id: OrderId
  readonly event: string
  readonly code: string
  readonly lineHash: string
  /** The customer who added the order to the account, and still has it. */
  readonly claimedBy: CustomerId | null
}

/** To whom an identifier leads; `customerId` is null for an account that was anonymised. */
export interface OwnerState {
  readonly customerId: CustomerId | null
}

type NewOrder = Omit<Insertable<OrderTable>, 'organizer_id' | 'created_at' | 'modified_at'>
type NewPosition = Omit<Insertable<OrderPositionTable>, 'organizer_id'>

/** What an import reads and writes, in its transaction. */
export function importStore(q: Database, kind: DbKind) {
  const isPostgres = kind === 'postgres'

  /** Orders that exist; they are held until the transaction ends. Several imports lock them in the same order. */
  async function known(
    organizerId: OrganizerId,
    keys: readonly { readonly event: string; readonly code: string }[],
  ): Promise<KnownOrder[]> {
    const found: { id: OrderId; event: string; code: string; line_hash: string; customer_id: CustomerId | null }[] = []
    for (const [event, codes] of [...grouped(keys)].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const rows = await q
        .selectFrom('orders')
        .where('organizer_id', '=', organizerId)
        .where('event', '=', event)
        .where('code', 'in', codes)
        .select(['id', 'event', 'code', 'line_hash', 'customer_id'])
        .orderBy('code')
        .$if(isPostgres, (query) => query.forUpdate())
        .execute()
      found.push(...rows)
    }
    const owned = found.filter(({ customer_id }) => customer_id !== null).map(({ id }) => id)
    const claims = new Set<string>()
    if (owned.length > 0) {
      const rows = await q
        .selectFrom('order_choices')
        .where('organizer_id', '=', organizerId)
        .where('order_id', 'in', owned)
        .where('choice', '=', 'claimed')
        .select(['order_id', 'customer_id'])
        .execute()
      for (const row of rows) claims.add(`${row.order_id} ${row.customer_id}`)
    }
    return found.map(({ id, event, code, line_hash, customer_id }) => ({
      id,
      event,
      code,
      lineHash: line_hash,
      claimedBy: claims.has(`${id} ${customer_id}`) ? customer_id : null,
    }))
  }

  /** Accounts and what they became a part of, held until the transaction ends in the order of their ids, as by a merge. */
  async function holdAccounts(organizerId: OrganizerId, identifiers: readonly string[]): Promise<void> {
    if (!isPostgres) return
    const ids = new Set<CustomerId>()
    const look = (column: 'id' | 'identifier', values: readonly string[]) =>
      q
        .selectFrom('customers')
        .where('organizer_id', '=', organizerId)
        .where(({ eb, ref }) => eb(ref(column), 'in', values as never))
        .select(['id', 'merged_into'])
        .execute()
    for (const part of parts(identifiers)) {
      let found = await look('identifier', part)
      for (let hops = 0; found.length > 0 && hops < MAX_ALIASES; hops++) {
        for (const { id } of found) ids.add(id)
        const next = found.flatMap(({ merged_into }) => (merged_into === null ? [] : [merged_into]))
        found = next.length === 0 ? [] : await look('id', next)
      }
    }
    for (const part of parts([...ids].sort())) await accounts(organizerId, 'id', part)
  }

  /** The accounts by these columns, held until the transaction ends. */
  function accounts(organizerId: OrganizerId, column: 'id' | 'identifier', values: readonly string[]) {
    return q
      .selectFrom('customers')
      .where('organizer_id', '=', organizerId)
      .where(({ eb, ref }) => eb(ref(column), 'in', values as never))
      .select(['id', 'identifier', 'email', 'is_active', 'merged_into'])
      .orderBy('id')
      .$if(isPostgres, (query) => query.forShare())
      .execute()
  }

  return {
    known,

    /** Where identifiers lead; those of no account are left out. */
    async owners(organizerId: OrganizerId, identifiers: readonly string[]): Promise<Map<string, OwnerState>> {
      await holdAccounts(organizerId, identifiers)
      const owners = new Map<string, OwnerState>()
      for (const part of parts(identifiers)) {
        for (const named of await accounts(organizerId, 'identifier', part)) {
          let account: typeof named | undefined = named
          for (let hops = 0; account && account.merged_into !== null && hops < MAX_ALIASES; hops++) {
            account = (await accounts(organizerId, 'id', [account.merged_into]))[0]
          }
          const isGone = account === undefined || (account.email === null && !account.is_active)
          owners.set(named.identifier, { customerId: isGone || account === undefined ? null : account.id })
        }
      }
      return owners
    },

    /** Those of the memberships that exist. */
    async memberships(organizerId: OrganizerId, ids: readonly MembershipId[]): Promise<Set<MembershipId>> {
      const found = new Set<MembershipId>()
      for (const part of parts(ids)) {
        const rows = await q
          .selectFrom('memberships')
          .where('organizer_id', '=', organizerId)
          .where('id', 'in', part)
          .select('id')
          .orderBy('id')
          .$if(isPostgres, (query) => query.forKeyShare())
          .execute()
        for (const { id } of rows) found.add(id)
      }
      return found
    },

    /** Writes orders over those with the same event and code. @param now instant in ms */
    async put(organizerId: OrganizerId, orders: readonly NewOrder[], now: number) {
      const stored: { id: OrderId; event: string; code: string }[] = []
      for (const part of parts(orders)) {
        const rows = await q
          .insertInto('orders')
          .values(part.map((order) => ({ ...order, organizer_id: organizerId, created_at: now, modified_at: now })))
          .onConflict((conflict) =>
            conflict.columns(['organizer_id', 'event', 'code']).doUpdateSet(({ ref }) => ({
              event_name: ref('excluded.event_name'),
              secret: ref('excluded.secret'),
              email: ref('excluded.email'),
              customer_id: ref('excluded.customer_id'),
              status: ref('excluded.status'),
              datetime: ref('excluded.datetime'),
              total: ref('excluded.total'),
              currency: ref('excluded.currency'),
              testmode: ref('excluded.testmode'),
              locale: ref('excluded.locale'),
              url: ref('excluded.url'),
              item_count: ref('excluded.item_count'),
              extra: ref('excluded.extra'),
              line_hash: ref('excluded.line_hash'),
              modified_at: ref('excluded.modified_at'),
            })),
          )
          .returning(['id', 'event', 'code'])
          .execute()
        stored.push(...rows)
      }
      return stored
    },

    /**
     * Writes positions over those with the same number. Of the orders in `replaced`, positions that are not named any more go;
     * one that granted a membership stays as a canceled one.
     */
    async putPositions(
      organizerId: OrganizerId,
      positions: readonly NewPosition[],
      replaced: readonly OrderId[],
    ): Promise<void> {
      for (const part of parts(positions)) {
        await q
          .insertInto('order_positions')
          .values(part.map((position) => ({ ...position, organizer_id: organizerId })))
          .onConflict((conflict) =>
            conflict.columns(['organizer_id', 'order_id', 'positionid']).doUpdateSet(({ ref }) => ({
              item: ref('excluded.item'),
              variation: ref('excluded.variation'),
              price: ref('excluded.price'),
              attendee_name: ref('excluded.attendee_name'),
              attendee_email: ref('excluded.attendee_email'),
              canceled: ref('excluded.canceled'),
              used_membership: ref('excluded.used_membership'),
              extra: ref('excluded.extra'),
            })),
          )
          .execute()
      }
      const named = new Set(positions.map(({ order_id, positionid }) => `${order_id} ${positionid}`))
      for (const orders of parts(replaced)) {
        const rows = await q
          .selectFrom('order_positions')
          .where('organizer_id', '=', organizerId)
          .where('order_id', 'in', orders)
          .select(['id', 'order_id', 'positionid'])
          .execute()
        const left = rows.filter(({ order_id, positionid }) => !named.has(`${order_id} ${positionid}`))
        for (const ids of parts(left.map(({ id }) => id))) {
          await q
            .deleteFrom('order_positions')
            .where('organizer_id', '=', organizerId)
            .where('id', 'in', ids)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('memberships')
                    .select('memberships.id')
                    .whereRef('memberships.organizer_id', '=', 'order_positions.organizer_id')
                    .whereRef('memberships.granted_in', '=', 'order_positions.id'),
                ),
              ),
            )
            .execute()
          await q
            .updateTable('order_positions')
            .set({ canceled: true })
            .where('organizer_id', '=', organizerId)
            .where('id', 'in', ids)
            .execute()
        }
      }
    },
  }
}

function* parts<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < values.length; from += PART) yield values.slice(from, from + PART)
}

function grouped(keys: readonly { readonly event: string; readonly code: string }[]): Map<string, string[]> {
  const codes = new Map<string, string[]>()
  for (const { event, code } of keys) codes.set(event, [...(codes.get(event) ?? []), code])
  return codes
}
