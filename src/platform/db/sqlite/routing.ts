import type { CompiledQuery } from 'kysely'
import { DatabaseMisuse } from '../errors.ts'

const FIRST_WORD = /^\s*([a-z]+)/i

/** Where a statement outside a transaction runs: on the reader, with others on the writer, or alone on the writer. */
export function routeOf({ query, sql }: CompiledQuery): 'reader' | 'writer' | 'alone' {
  if (query.kind === 'SelectQueryNode') return 'reader'
  if (query.kind !== 'RawNode') return 'writer'
  switch (FIRST_WORD.exec(sql)?.[1]?.toLowerCase()) {
    case 'select':
    case 'explain':
      return 'reader'
    case 'pragma':
    case 'vacuum':
    case 'attach':
    case 'detach':
      return 'alone'
    case 'begin':
    case 'commit':
    case 'end':
    case 'rollback':
    case 'savepoint':
    case 'release':
      throw new DatabaseMisuse('transactions are begun and ended by Db.transaction only')
    default:
      return 'writer'
  }
}
