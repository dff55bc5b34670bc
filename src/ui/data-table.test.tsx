import { expect, test } from 'vitest'
import { type Column, DataTable } from './data-table.tsx'
import { KeyPager } from './list-page.tsx'
import { renderFragment } from './render.ts'
import { sampleLabels } from './style-guide/samples.ts'

type Person = { name: string; orders: number }

const rows: Person[] = [{ name: 'Anna', orders: 14 }]
const columns: Column<Person>[] = [
  { head: 'Name', rowHeader: true, sort: { href: '?ordering=name' }, cell: (row) => row.name },
  {
    head: 'Orders',
    end: true,
    from: 'lg',
    sort: { href: '?ordering=orders', direction: 'descending' },
    cell: (row) => row.orders,
  },
  { head: 'Actions', hideHead: true, cell: () => '' },
]

async function table() {
  return renderFragment(<DataTable caption="Customers, newest first" columns={columns} rows={rows} />)
}

test('the sorted column says its direction, the others that they can be sorted', async () => {
  const heads = [...(await table()).matchAll(/<th scope="col"([^>]*)>/g)].map(([, text]) => text)
  expect(heads).toEqual([' aria-sort="none"', ' class="end max-lg:hidden" aria-sort="descending"', ''])
})

test('only the current sort link is marked and has an arrow', async () => {
  const html = await table()
  expect(html).toContain('<a class="sort" href="?ordering=name">Name</a>')
  expect(html).toMatch(/<a class="sort" href="\?ordering=orders" aria-current="true">Orders<svg/)
  expect(html).toContain('#i-arrow-down')
})

test('the row is named by its head cell and the table by its caption', async () => {
  const html = await table()
  expect(html).toContain('<th scope="row">Anna</th><td class="end max-lg:hidden">14</td>')
  expect(html).toContain('<caption class="sr-only">Customers, newest first</caption>')
})

test('paging by key: a missing direction is switched off, one page has no buttons', async () => {
  const first = await renderFragment(<KeyPager summary="12 of 40" older="?after=x" labels={sampleLabels} />)
  expect(first).toMatch(/<span class="btn btn-sm" aria-disabled="true">.*Newer<\/span>/)
  expect(first).toMatch(/<a class="btn btn-sm" href="\?after=x" rel="next">Older/)
  expect(await renderFragment(<KeyPager summary="3 of 3" labels={sampleLabels} />)).not.toContain('btn')
})
