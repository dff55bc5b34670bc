import type { Traces } from '../../customers/index.ts'

/**
 * Rows of a file without those about one person: they are left empty, so that the others keep their numbers. A row is about the
 * person when a cell is one of the addresses or customer IDs, or the external ID in the column for it. Null when there is none.
 */
export function withoutPerson(
  rows: readonly (readonly string[])[],
  mapping: readonly (string | null)[],
  { emails, identifiers, externalIdentifiers }: Traces,
): string[][] | null {
  const anywhere = new Set([...emails, ...identifiers].map((text) => text.toLowerCase()))
  const external = new Set(externalIdentifiers)
  const column = mapping.indexOf('external_identifier')
  const isTheirs = (cells: readonly string[]) =>
    cells.some((cell) => anywhere.has(cell.trim().toLowerCase())) || external.has(cells[column]?.trim() ?? '')
  if (!rows.some(isTheirs)) return null
  return rows.map((cells) => (isTheirs(cells) ? cells.map(() => '') : [...cells]))
}
