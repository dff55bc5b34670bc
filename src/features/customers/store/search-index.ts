import { type RawBuilder, sql } from 'kysely'
import type { OrganizerId } from '../../../core/ids.ts'
import { customerDocument } from '../../../platform/db/customer-document.ts'
import { isShort, type SearchTerms, type SearchWord } from '../rules/search-terms.ts'
import { likeText } from './conditions.ts'

/** So much of a word is asked of the index: more tells little more and costs. The rows are compared with the whole word anyway. */
const MAX_INDEXED = 8
/** What PostgreSQL finds trigrams in: three letters, or the beginning of a word. */
const INDEXED = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]/u

/**
 * Selects the ids of accounts that may be what is looked for, and of all that are, from the index of trigrams. Null when nothing of
 * what was typed is in it.
 */
export function fromSqliteIndex(organizerId: OrganizerId, terms: SearchTerms): RawBuilder<unknown> | null {
  const words = terms.words
    .map(indexedText)
    .map(trigramsOf)
    .filter((trigrams) => trigrams.length > 0)
  if (words.length === 0) return null
  const all = words.flat().join(' AND ')
  const match = terms.phone === null ? all : `(${all}) OR (${trigramsOf(phoneText(terms.phone)).join(' AND ')})`
  const edge = (which: 'min' | 'max') =>
    sql`(select ${sql.raw(which)}(docid) from customer_search_ids where organizer_id = ${organizerId})`
  return sql`select d.customer_id as id from customer_search as s
    cross join customer_search_ids as d on d.docid = s.rowid
    where s.customer_search match ${match} and s.rowid between ${edge('min')} and ${edge('max')}`
}

/**
 * The same on PostgreSQL. The patterns come out of a subquery, so that every search is planned alike: by the index. A planner that
 * knows them reads the table when it thinks that many rows match.
 */
export function fromPostgresIndex(organizerId: OrganizerId, terms: SearchTerms): RawBuilder<unknown> | null {
  const document = sql.raw(customerDocument())
  const like = (pattern: string) => sql`${document} like (select ${pattern}::text) escape '!'`
  const patterns = terms.words
    .map(indexedText)
    .filter((text) => INDEXED.test(text))
    .map((text) => `%${likeText(text)}%`)
  if (patterns.length === 0) return null
  const words = sql`(${sql.join(patterns.map(like), sql` and `)})`
  const matches = terms.phone === null ? words : sql`(${words} or ${like(`%${phoneText(terms.phone)}%`)})`
  return sql`select id from customers where organizer_id = ${organizerId} and ${matches}`
}

/** As strings of FTS5, which nothing that was typed can end. */
function trigramsOf(text: string): string[] {
  const characters = [...text]
  const count = Math.max(characters.length - 2, 0)
  return Array.from({ length: count }, (_, index) => quoted(characters.slice(index, index + 3).join('')))
}

/** The telling part of a word: of an address what is before the @. A short word has the space before it. */
function indexedText(word: SearchWord): string {
  if (isShort(word)) return ` ${word.text}`
  const [own = ''] = word.text.split('@')
  return [...(own.length < 3 ? word.text : own)].slice(0, MAX_INDEXED).join('')
}

/** The end of a number tells more than its country. */
function phoneText(digits: string): string {
  return digits.slice(-MAX_INDEXED)
}

function quoted(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`
}
