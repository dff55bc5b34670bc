import { sql } from 'kysely'
import type { OrganizerId } from '../../../src/core/ids.ts'
import { searchTextOf } from '../../../src/features/customers/rules/search-text.ts'
import type { Database, Db } from '../../../src/platform/db/db.ts'
import { openDb } from '../../../src/platform/db/db.ts'
import { migrateToLatest } from '../../../src/platform/db/migrate.ts'
import { migrations } from '../../../src/platform/db/migrations/index.ts'
import type { Place } from '../types.ts'
import { type FakeCustomer, fakeCustomers } from './fake-customers.ts'
import { insertOrganizers } from './rows.ts'

/** Rows of one statement, and of one transaction. */
const BATCH = 2000
const TRANSACTION = 40_000
const KNOWN = 40
const VALID_FOR_MS = 1e10

export interface MadeCustomers {
  readonly organizer: OrganizerId
  /** Some of them, with a phone number. */
  readonly known: readonly { identifier: string; email: string; phone: string; name: string }[]
}

/** The tables as they were before there was an index for searches: that is built over all rows at once, as in an upgrade. */
const BEFORE_SEARCH = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0003'))

/** Makes a database with so many customers of one organizer, every tenth of them with a membership. */
export async function makeCustomers(place: Place, count: number): Promise<MadeCustomers> {
  const db = await openDb(place.database)
  try {
    await migrateToLatest(db, BEFORE_SEARCH)
    if (db.kind === 'sqlite') await sql`pragma cache_size = -1000000`.execute(db.q)
    const [organizer] = await insertOrganizers(db.q, ['million'])
    if (organizer === undefined) throw new Error('no organizer')
    const known: FakeCustomer[] = []
    const people = fakeCustomers(count, Date.now())
    for (let done = 0; done < count; done += TRANSACTION) {
      await db.transaction(async (q) => {
        for (let part = done; part < Math.min(done + TRANSACTION, count); part += BATCH) {
          const batch = people.take(Math.min(BATCH, count - part))
          known.push(...batch.filter(({ phone }) => phone !== null).slice(0, known.length < KNOWN ? 1 : 0))
          await insertRows(
            db,
            q,
            'customers',
            batch.map((person) => rowOf(person, organizer)),
          )
        }
      })
    }
    await migrateToLatest(db)
    await makeMemberships(db, organizer)
    if (db.kind === 'postgres') await sql`vacuum analyze`.execute(db.q)
    return { organizer, known: known.map((person) => ({ ...person, phone: person.phone ?? '' })) }
  } finally {
    await db.close()
  }
}

function rowOf(person: FakeCustomer, organizer: OrganizerId) {
  const { id, identifier, email, phone, name, given, family, externalIdentifier, notes } = person
  return {
    id,
    organizer_id: organizer,
    identifier,
    email,
    phone,
    password_hash: person.hasPassword ? 'none' : null,
    name_cached: name,
    name_parts: JSON.stringify({ _scheme: 'given_family', given_name: given, family_name: family }),
    search_text: searchTextOf({ name, email, phone, externalIdentifier, notes }),
    is_active: person.isActive,
    is_verified: person.isVerified,
    locale: 'de',
    external_identifier: externalIdentifier,
    notes,
    created_at: person.createdAt,
    modified_at: person.createdAt,
    last_login_at: person.lastLoginAt,
    profile: '{}',
    is_phone_verified: false,
  }
}

async function makeMemberships(db: Db, organizer: OrganizerId): Promise<void> {
  const now = Date.now()
  await sql`insert into membership_types
    (organizer_id, id, name, transferable, allow_parallel_usage, created_at, modified_at)
    values (${organizer}, 'circle', '{"en":"Circle"}', ${false}, ${false}, ${now}, ${now})`.execute(db.q)
  await sql`insert into memberships (organizer_id, id, customer_id, membership_type_id, testmode, canceled, date_start,
      date_end, created_at, modified_at)
    select ${organizer}, 'm' || id, id, 'circle', ${false}, ${false}, ${now - VALID_FOR_MS}, ${now + VALID_FOR_MS}, ${now}, ${now}
    from customers where identifier like '%A'`.execute(db.q)
}

/** Inserts rows with one parameter, a JSON document. */
async function insertRows(db: Db, q: Database, table: string, rows: readonly object[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const json = JSON.stringify(rows)
  const source =
    db.kind === 'sqlite'
      ? sql`select ${sql.join(names.map((name) => sql`value ->> ${sql.lit(name)}`))} from json_each(${json})`
      : sql`select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`
  await sql`insert into ${sql.table(table)} (${columns}) ${source}`.execute(q)
}
