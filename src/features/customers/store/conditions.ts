import { type Expression, type SqlBool, sql } from 'kysely'
import { isShort, readSearch, type SearchWord } from '../rules/search-terms.ts'
import type { CustomerFilter } from '../types.ts'

type Condition = Expression<SqlBool>

/** What a filter asks of a row of `customers` that is called `c`. Empty when it asks nothing. */
export function conditionsOf(filter: CustomerFilter): Condition[] {
  return [
    ...searchConditions(filter.search),
    ...statusConditions(filter.status),
    ...membershipConditions(filter),
    ...loginConditions(filter),
    ...createdConditions(filter),
    ...tagConditions(filter),
    ...providerConditions(filter),
    ...(filter.hasPassword === undefined
      ? []
      : [filter.hasPassword ? sql<SqlBool>`c.password_hash is not null` : sql<SqlBool>`c.password_hash is null`]),
  ]
}

export function statusConditions(status: CustomerFilter['status']): Condition[] {
  if (status === undefined) return []
  if (status === 'leaving') return [sql<SqlBool>`c.deletion_due_at is not null`]
  if (status === 'disabled') return [sql<SqlBool>`c.is_active = ${false}`]
  return [sql<SqlBool>`c.is_active = ${true}`, sql<SqlBool>`c.is_verified = ${status === 'active'}`]
}

export function loginConditions({ lastLogin }: CustomerFilter): Condition[] {
  if (lastLogin === undefined) return []
  if (lastLogin === 'never') return [sql<SqlBool>`c.last_login_at is null`]
  const { since, before } = lastLogin
  return [
    ...(since === undefined ? [] : [sql<SqlBool>`c.last_login_at >= ${since}`]),
    ...(before === undefined ? [] : [sql<SqlBool>`c.last_login_at < ${before}`]),
  ]
}

export function createdConditions({ created }: CustomerFilter): Condition[] {
  return [
    ...(created?.since === undefined ? [] : [sql<SqlBool>`c.created_at >= ${created.since}`]),
    ...(created?.before === undefined ? [] : [sql<SqlBool>`c.created_at < ${created.before}`]),
  ]
}

function membershipConditions({ membership }: CustomerFilter): Condition[] {
  if (membership === undefined) return []
  const own = sql`select 1 from memberships as m where m.organizer_id = c.organizer_id and m.customer_id = c.id`
  if (membership.kind === 'none') return [sql<SqlBool>`not exists (${own})`]
  if (membership.kind === 'any') return [sql<SqlBool>`exists (${own})`]
  const { at } = membership
  const valid = sql`${own} and m.canceled = ${false} and m.date_end >= ${at} and m.date_start <= ${at}`
  const type = membership.kind === 'type' ? sql` and m.membership_type_id = ${membership.typeId}` : sql``
  return [sql<SqlBool>`exists (${valid}${type})`]
}

function providerConditions({ providerId }: CustomerFilter): Condition[] {
  if (providerId === undefined) return []
  return [
    sql<SqlBool>`exists (select 1 from customer_identities as i
      where i.organizer_id = c.organizer_id and i.customer_id = c.id and i.provider_id = ${providerId})`,
  ]
}

function tagConditions({ tag }: CustomerFilter): Condition[] {
  if (tag === undefined) return []
  return [
    sql<SqlBool>`exists (select 1 from customer_tags as g
      where g.organizer_id = c.organizer_id and g.customer_id = c.id and g.tag = ${tag})`,
  ]
}

function searchConditions(typed: string | undefined): Condition[] {
  const terms = readSearch(typed)
  if (terms === null) return []
  const words = sql<SqlBool>`(${sql.join(terms.words.map(wordCondition), sql` and `)})`
  if (terms.phone === null) return [words]
  return [sql<SqlBool>`(${words} or c.search_text like ${`%${terms.phone}%`})`]
}

function wordCondition(word: SearchWord): Condition {
  const piece = likeText(word.text)
  const text = isShort(word)
    ? sql<SqlBool>`' ' || c.search_text like ${`% ${piece}%`} escape '!'`
    : sql<SqlBool>`c.search_text like ${`%${piece}%`} escape '!'`
  if (word.identifier === null) return text
  return sql<SqlBool>`(${text} or upper(c.identifier) like ${`${likeText(word.identifier)}%`} escape '!')`
}

/** A text that stands for itself in a pattern with `escape '!'`. */
export function likeText(text: string): string {
  return text.replace(/[!%_]/g, '!$&')
}
