import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { UserId } from '../../../core/ids.ts'
import { type Cursor, readCursor, writeCursor } from '../../../platform/db/cursor.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { UserTable } from '../../../platform/db/staff-tables.ts'
import { toUser } from '../../staff/index.ts'
import { ANONYMIZED } from '../rules.ts'
import type { ListedUser, UserCounts, UserFilter, UserOrdering, UserPage, UserQuery } from '../types.ts'

/** What rows are sorted by, as the indexes have it. */
const SORTED_BY: Readonly<Record<UserOrdering, RawBuilder<string | number>>> = {
  name: sql<string>`lower(u.fullname)`,
  email: sql<string>`u.email`,
  last_login: sql<number>`coalesce(u.last_login_at, 0)`,
}

const hasFactor = sql<SqlBool>`(exists (select 1 from staff_totp_devices d where d.user_id = u.id and d.confirmed_at is not null)
  or exists (select 1 from staff_passkeys p where p.user_id = u.id))`
const teams = sql<number>`(select count(distinct m.team_id) from team_members m where m.user_id = u.id)`

type Row = UserTable & { readonly sort_value: string | number; readonly teams: number; readonly has_factor: SqlBool }

/** Staff accounts of the whole installation, page by page. */
export function userListing(q: Kysely<Schema>) {
  async function rows(query: UserQuery, cursor: Cursor | null, isBackwards: boolean): Promise<Row[]> {
    const by = SORTED_BY[query.ordering]
    const isDescending = query.descending !== isBackwards
    const direction = sql.raw(isDescending ? 'desc' : 'asc')
    const conditions = conditionsOf(query)
    if (cursor) {
      const beyond = sql.raw(isDescending ? '<' : '>')
      conditions.push(sql<SqlBool>`(${by}, u.id) ${beyond} (${cursor.value}, ${cursor.id})`)
    }
    const { rows } = await sql<Row>`
      select u.*, ${by} as sort_value, ${teams} as teams, ${hasFactor} as has_factor
      from users as u where ${sql.join(conditions, sql` and `)}
      order by ${by} ${direction}, u.id ${direction} limit ${query.limit + 1}`.execute(q)
    return rows
  }

  return {
    async page(query: UserQuery): Promise<UserPage> {
      const cursor = readCursor<string | number>(
        query.cursor,
        query.ordering === 'last_login' ? z.int() : z.string().max(1000),
      )
      const isBackwards = cursor?.direction === 'newer'
      const found = await rows(query, cursor, isBackwards)
      const shown = found.slice(0, query.limit)
      if (isBackwards) shown.reverse()
      const hasMore = found.length > query.limit
      const place = (row: Row | undefined, direction: Cursor['direction'], isNeeded: boolean) =>
        row && isNeeded ? writeCursor({ direction, value: sortValue(row), id: row.id }) : null
      return {
        users: shown.map(toListed),
        newer: place(shown[0], 'newer', isBackwards ? hasMore : cursor !== null),
        older: place(shown.at(-1), 'older', isBackwards || hasMore),
      }
    },

    async counts(): Promise<UserCounts> {
      const found = await q
        .selectFrom('users')
        .select(({ fn }) => ['is_active', 'is_admin', fn.countAll().as('count')])
        .where('auth_backend', '<>', ANONYMIZED)
        .groupBy(['is_active', 'is_admin'])
        .execute()
      const sum = (of: (row: (typeof found)[number]) => boolean) =>
        found.filter(of).reduce((total, { count }) => total + Number(count), 0)
      return {
        all: sum(() => true),
        admins: sum(({ is_active, is_admin }) => is_active && is_admin),
        inactive: sum(({ is_active }) => !is_active),
      }
    },

    /** Every backend that an account belongs to, whether it is configured or not. */
    async backends(): Promise<string[]> {
      const found = await q.selectFrom('users').select('auth_backend').distinct().orderBy('auth_backend').execute()
      return found.map((row) => row.auth_backend)
    },

    /** Whether each of these people has a second factor. */
    async withSecondFactor(ids: readonly UserId[]): Promise<ReadonlySet<UserId>> {
      if (ids.length === 0) return new Set()
      const { rows } = await sql<{ id: UserId }>`
        select u.id from users as u where u.id in (${sql.join(ids)}) and ${hasFactor}`.execute(q)
      return new Set(rows.map(({ id }) => id))
    },
  }
}

function conditionsOf(filter: UserFilter): Expression<SqlBool>[] {
  const { search = '', backend, isActive, isAdmin, hasSecondFactor } = filter
  const words = search.split(/\s+/).filter((word) => word !== '')
  return [
    backend === undefined ? sql<SqlBool>`u.auth_backend <> ${ANONYMIZED}` : sql<SqlBool>`u.auth_backend = ${backend}`,
    ...words.slice(0, 8).map(wordCondition),
    ...(isActive === undefined ? [] : [sql<SqlBool>`u.is_active = ${isActive}`]),
    ...(isAdmin === undefined ? [] : [sql<SqlBool>`u.is_admin = ${isAdmin}`]),
    ...(hasSecondFactor === undefined ? [] : [hasSecondFactor ? hasFactor : sql<SqlBool>`not ${hasFactor}`]),
  ]
}

/** Databases lower ASCII only, as far as one can rely on it, so a name is looked for as it may be written. */
function wordCondition(word: string): Expression<SqlBool> {
  const lower = contains(word.toLowerCase())
  const [first = '', ...rest] = word.toLowerCase()
  const written = new Set([word, word.toLowerCase(), word.toUpperCase(), first.toUpperCase() + rest.join('')])
  const names = [...written].map((text) => sql<SqlBool>`u.fullname like ${contains(text)} escape '!'`)
  return sql<SqlBool>`(u.email like ${lower} escape '!' or lower(u.fullname) like ${lower} escape '!'
    or lower(u.auth_backend_identifier) like ${lower} escape '!' or ${sql.join(names, sql` or `)})`
}

function contains(text: string): string {
  return `%${likeText(text)}%`
}

/** A text that stands for itself in a pattern with `escape '!'`. */
function likeText(text: string): string {
  return text.replace(/[!%_]/g, '!$&')
}

function sortValue({ sort_value: value }: Row): string | number {
  return typeof value === 'bigint' ? Number(value) : value
}

function toListed(row: Row): ListedUser {
  return { user: toUser(row), teams: Number(row.teams), hasSecondFactor: Boolean(row.has_factor) }
}
