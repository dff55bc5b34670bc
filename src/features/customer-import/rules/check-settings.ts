import type { Message } from '../../../core/errors.ts'
import type { ImportSettings } from '../types.ts'
import { IMPORT_FIELDS } from './fields.ts'

/** What is wrong with the way columns are assigned: by column (`column-0`), or by the choice that does not fit. */
export function checkSettings({ columns, mapping, existing, matchBy }: ImportSettings): Record<string, Message> {
  const problems: Record<string, Message> = {}
  const first = new Map<string, number>()
  columns.forEach((_, index) => {
    const field = mapping[index] ?? null
    if (field === null) return
    if (!IMPORT_FIELDS.includes(field)) problems[`column-${index}`] = { key: 'customerImport:bad.field' }
    else if (first.has(field)) {
      const other = columns[first.get(field) ?? 0] ?? ''
      problems[`column-${index}`] = { key: 'customerImport:bad.twice', params: { other } }
    } else first.set(field, index)
  })
  if (!first.has('email') && (existing === 'skip' || matchBy === 'email')) {
    problems.matchBy = { key: 'customerImport:bad.noEmail' }
  } else if (matchBy !== 'email' && !first.has(matchBy)) {
    problems.matchBy = { key: 'customerImport:bad.noMatch' }
  }
  return problems
}
