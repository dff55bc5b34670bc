import { InvalidInput, type Message } from '../../core/errors.ts'
import { type Customer, type Customers, checkEmail } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { type ReadRow, readRow } from './rules/read-row.ts'
import type { ImportSettings, RowProblem } from './types.ts'

/** What is to be done with one row. */
export type PlannedRow = { readonly row: number } & (
  | { readonly kind: 'create'; readonly read: ReadRow }
  | { readonly kind: 'update'; readonly read: ReadRow; readonly customer: Customer }
  | { readonly kind: 'skip' }
  | { readonly kind: 'problem'; readonly problems: RowProblem['problems'] }
)

type Accounts = Pick<Customers, 'byEmail' | 'byIdentifier' | 'byExternalIdentifier' | 'check'>

/** Reads the rows of a part and looks which of them are accounts already. Stores nothing. */
export async function planPart(
  customers: Accounts,
  organizer: Organizer,
  settings: ImportSettings,
  rows: readonly (readonly string[])[],
  firstRow: number,
): Promise<PlannedRow[]> {
  const planned: PlannedRow[] = []
  for (const [index, cells] of rows.entries()) {
    const row = firstRow + index
    try {
      planned.push({ row, ...(await planRow(customers, organizer, settings, cells)) })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      planned.push({ row, kind: 'problem', problems: withoutValues(error.fields) })
    }
  }
  return planned
}

async function planRow(
  customers: Accounts,
  organizer: Organizer,
  settings: ImportSettings,
  cells: readonly string[],
): Promise<PlannedRowKind> {
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'skip' }
  const read = readRow(cells, settings, organizer)
  customers.check(read.changes)
  const known = await existing(customers, organizer, settings, read)
  if (known) {
    if (settings.existing === 'skip' || known.mergedInto !== null) return { kind: 'skip' }
    return { kind: 'update', read, customer: known }
  }
  const { problem } = checkEmail(read.email)
  if (problem) throw new InvalidInput({ email: problem })
  if (settings.matchBy !== 'email' && (await customers.byEmail(organizer.id, read.email))) {
    throw new InvalidInput({ email: { key: 'customers:bad.emailTaken' } })
  }
  return { kind: 'create', read }
}

type PlannedRowKind = PlannedRow extends infer Row ? (Row extends { row: number } ? Omit<Row, 'row'> : never) : never

async function existing(
  customers: Accounts,
  { id }: Organizer,
  { matchBy }: ImportSettings,
  { email, identifier, changes }: ReadRow,
): Promise<Customer | null> {
  if (matchBy === 'email') return email === '' ? null : customers.byEmail(id, email)
  if (matchBy === 'identifier') return identifier === undefined ? null : customers.byIdentifier(id, identifier)
  if (!changes.externalIdentifier) return null
  const [one, another] = await customers.byExternalIdentifier(id, changes.externalIdentifier)
  if (another) throw new InvalidInput({ external_identifier: { key: 'customerImport:bad.ambiguous' } })
  return one ?? null
}

/** The messages may be kept; what was typed may not. */
export function withoutValues(fields: Readonly<Record<string, Message>>): Record<string, Message> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, { key, params = {} }]) => {
      const numbers = Object.entries(params).filter(([, value]) => typeof value === 'number')
      return [field, numbers.length === 0 ? { key } : { key, params: Object.fromEntries(numbers) }]
    }),
  )
}
