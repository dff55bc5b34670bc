import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

export type Sort = {
  /** Address of this list, sorted by this column (or the other way round when it is already). */
  href: string
  /** Set on the one column by which the list is sorted now. */
  direction?: 'ascending' | 'descending' | undefined
}

export type Column<Row> = {
  head: string
  cell: (row: Row) => Child
  /** The cell that names the row, with the link. One per table, usually the first. */
  rowHeader?: boolean | undefined
  /** Numbers and dates stand right. */
  end?: boolean | undefined
  sort?: Sort | undefined
  /** The column is left out on screens narrower than this. */
  from?: 'sm' | 'md' | 'lg' | 'xl' | undefined
  /** The head is only read aloud: columns of boxes or buttons. */
  hideHead?: boolean | undefined
  /** Utilities for the head and every cell: a width, "whitespace-nowrap". */
  class?: string | undefined
}

const responsive = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' }

type DataTableProps<Row> = {
  /** What the table holds and in which order. Read aloud; shown when `showCaption` is set. */
  caption: string
  showCaption?: boolean | undefined
  columns: Column<Row>[]
  rows: readonly Row[]
  /** Rows lead somewhere: they answer to the pointer. */
  linked?: boolean | undefined
  /** Fixed widths; long values are cut with `truncate` in their cells. */
  fixed?: boolean | undefined
  class?: string | undefined
}

export function DataTable<Row>({
  caption,
  showCaption,
  columns,
  rows,
  linked,
  fixed,
  class: extra,
}: DataTableProps<Row>) {
  return (
    <table class={classNames('table', linked && 'table-rows', fixed && 'table-fixed', extra)}>
      <caption class={showCaption ? 'pb-2 text-start font-semibold' : 'sr-only'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={columnClass(column)} aria-sort={ariaSort(column.sort)}>
              <Head column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map((column) =>
              column.rowHeader ? (
                <th scope="row" class={columnClass(column)}>
                  {column.cell(row)}
                </th>
              ) : (
                <td class={columnClass(column)}>{column.cell(row)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head<Row>({ column: { head, hideHead, sort } }: { column: Column<Row> }) {
  if (hideHead) return <span class="sr-only">{head}</span>
  if (sort === undefined) return head
  return (
    <a class="sort" href={sort.href} aria-current={sort.direction && 'true'}>
      {head}
      {sort.direction && <Icon name={sort.direction === 'ascending' ? 'arrow-up' : 'arrow-down'} />}
    </a>
  )
}

function columnClass<Row>({ end, from, class: extra }: Column<Row>): string | undefined {
  return classNames(end && 'end', from && responsive[from], extra)
}

function ariaSort(sort: Sort | undefined): 'none' | 'ascending' | 'descending' | undefined {
  return sort && (sort.direction ?? 'none')
}

type RowLinkProps = {
  href: string
  text: Child
  /** Muted second line. */
  hint?: Child | undefined
  /** Third line on a phone only: the state, when its column is left out there. */
  phone?: Child | undefined
}

/** The naming cell of a row: a link and a second line, both cut when they are too long for a fixed table. */
export function RowLink({ href, text, hint, phone }: RowLinkProps) {
  return (
    <>
      <a class="link-ink block truncate" href={href}>
        {text}
      </a>
      {hint !== undefined && <span class="hint block truncate">{hint}</span>}
      {phone !== undefined && <span class="block text-ui md:hidden">{phone}</span>}
    </>
  )
}
