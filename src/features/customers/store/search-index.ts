import { type RawBuilder, sql } from 'kysely'
import type { OrganizerId } from '../../../core/ids.ts'
import { customerDocument } from '../../../platform/db/customer-document.ts'
import type { Database } from '../../../platform/db/db.ts'
import { isShort, type SearchTerms, type SearchWord } from '../rules/search-terms.ts'
import { likeText } from './conditions.ts'

/** So much of a word is asked of the index: more tells little more and costs. The rows are compared with the whole word anyway. */
const MAX_INDEXED = 8
/** Of each end of a longer word: many begin alike, as with a name, or end alike. */
const PIECE = 5
/** What is before the @ tells enough when it has so many characters. */
const MIN_LOCAL = 6
/** What PostgreSQL finds trigrams in: three letters, or the beginning of a word. */
const INDEXED = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]/u

/**
 * Selects the ids of accounts that may be what is looked for, and of all that are, from the index of trigrams. Null when nothing of
 * what was typed is in it.
 */
export function fromSqliteIndex(organizerId: OrganizerId, terms: SearchTerms): RawBuilder<unknown> | null {
  const words = terms.words
    .map((word) => indexedTexts(word).flatMap(trigramsOf))
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
 * The same on PostgreSQL, with columns of `customers as c`. The patterns come out of a subquery, so that every search is planned
 * alike: by the index. A planner that knows them reads the table when it thinks that many rows match.
 * @param among `own`: the index is asked for the organizer, too, and goes through all its rows to tell which they are. `all`: what it
 *   tells of other organizers is dropped, which costs less where they have little
 */
export function fromPostgresIndex(
  organizerId: OrganizerId,
  terms: SearchTerms,
  among: 'own' | 'all',
): ((columns: RawBuilder<unknown>) => RawBuilder<unknown>) | null {
  const document = sql.raw(customerDocument('c.'))
  const like = (pattern: string) => sql`${document} like (select ${pattern}::text) escape '!'`
  const patterns = terms.words
    .map(indexedTexts)
    .filter((pieces) => pieces.some((text) => INDEXED.test(text)))
    .map((pieces) => `%${pieces.map(likeText).join('%')}%`)
  if (patterns.length === 0) return null
  const words = sql`(${sql.join(patterns.map(like), sql` and `)})`
  const matches = terms.phone === null ? words : sql`(${words} or ${like(`%${phoneText(terms.phone)}%`)})`
  const own = among === 'own' ? sql`c.organizer_id = ${organizerId}` : sql`c.organizer_id || '' = ${organizerId}`
  return (columns) => sql`select ${columns} from customers as c where ${own} and ${matches}`
}

/** Whether PostgreSQL knows of more than half of all accounts that they are this organizer's. */
export async function ownsMost(q: Database, organizerId: OrganizerId): Promise<boolean> {
  const { rows } = await sql<{ share: number | null }>`
    select most_common_freqs[array_position(most_common_vals::text::text[], ${organizerId}::text)] as share from pg_stats
    where schemaname = current_schema() and tablename = 'customers' and attname = 'organizer_id'`.execute(q)
  return (rows[0]?.share ?? 0) > 0.5
}

/** As strings of FTS5, which nothing that was typed can end. */
function trigramsOf(text: string): string[] {
  const characters = [...text]
  const count = Math.max(characters.length - 2, 0)
  return Array.from({ length: count }, (_, index) => quoted(characters.slice(index, index + 3).join('')))
}

/**
 * The telling pieces of a word, in their order: of an address what is before the @, of what is long both ends. A short word has the
 * space before it.
 */
function indexedTexts(word: SearchWord): string[] {
  if (isShort(word)) return [` ${word.text}`]
  const [local = ''] = word.text.split('@')
  const characters = [...local]
  if (characters.length < MIN_LOCAL) return [[...word.text].slice(0, MAX_INDEXED).join('')]
  if (characters.length <= MAX_INDEXED) return [local]
  const rest = characters.slice(PIECE)
  return [characters.slice(0, PIECE).join(''), rest.slice(-PIECE).join('')]
}

/** The end of a number tells more than its country. */
function phoneText(digits: string): string {
  return digits.slice(-MAX_INDEXED)
}

function quoted(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`
}
