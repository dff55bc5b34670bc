import type { CustomerId } from '../../../core/ids.ts'
import { BulkForm, pickColumn } from '../../../ui/bulk.tsx'
import { type Column, DataTable, RowLink, type Sort } from '../../../ui/data-table.tsx'
import { Chip, IdTag } from '../../../ui/tags.tsx'
import { isAnonymised } from '../rules/status.ts'
import type { Customer, CustomerOrdering } from '../types.ts'
import { customerPath, type OfficeContext } from './context.ts'
import { type ListQuery, listAddress, sortOf } from './list-query.ts'
import { CustomerState } from './state.tsx'

const SHOWN_TAGS = 3

interface TableProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  readonly customers: readonly Customer[]
  readonly tagsOf: ReadonlyMap<CustomerId, readonly string[]>
}

/** The rows of the list, with boxes for those who may change them. */
export function CustomerTable(props: TableProps) {
  const { context, customers, query } = props
  const { t, path, csrf, mayWrite } = context
  const table = (columns: Column<Customer>[]) => (
    <DataTable
      caption={t('customers:list.caption', { ordering: t(`customers:list.ordering.${sortOf(query).ordering}`) })}
      columns={columns}
      rows={customers}
      linked
      fixed
    />
  )
  if (!mayWrite) return table(columnsOf(props))
  return (
    <BulkForm
      post={{ action: path('customers/bulk'), csrf }}
      picked={t('customers:bulk.picked')}
      label={t('customers:bulk.label')}
      actions={[
        { value: 'activation', text: t('customers:bulk.activation'), icon: 'mail' },
        { value: 'export', text: t('customers:export.button'), icon: 'download' },
        { value: 'disable', text: t('customers:bulk.disable'), icon: 'ban' },
      ]}
    >
      {table([
        pickColumn({
          head: t('customers:bulk.pick'),
          name: 'customer',
          value: (customer) => customer.identifier,
          label: (customer) => rowName(customer, context),
        }),
        ...columnsOf(props),
      ])}
    </BulkForm>
  )
}

function columnsOf({ context, query, tagsOf }: TableProps): Column<Customer>[] {
  const { t, path, day, instant } = context
  const sorted = sortOf(query)
  const sort = (ordering: CustomerOrdering): Sort => {
    const isCurrent = sorted.ordering === ordering
    const descending = isCurrent ? !sorted.descending : ordering === 'created' || ordering === 'last_login'
    const href = listAddress(path('customers'), query, { sort: { ordering, descending } })
    return isCurrent ? { href, direction: sorted.descending ? 'descending' : 'ascending' } : { href }
  }
  return [
    {
      head: t('customers:list.customer'),
      rowHeader: true,
      sort: sort('name'),
      cell: (customer) => (
        <>
          <RowLink
            href={path(customerPath(customer))}
            text={rowName(customer, context)}
            hint={customer.name === '' ? undefined : customer.email}
            phone={<CustomerState customer={customer} t={t} />}
          />
          <Tags tags={tagsOf.get(customer.id) ?? []} />
        </>
      ),
    },
    {
      head: t('customers:list.id'),
      from: 'sm',
      class: 'w-36',
      sort: sort('identifier'),
      cell: (customer) => <IdTag id={customer.identifier} />,
    },
    {
      head: t('customers:list.status'),
      from: 'md',
      class: 'w-36',
      cell: (customer) => <CustomerState customer={customer} t={t} />,
    },
    {
      head: t('customers:field.external_identifier'),
      from: 'xl',
      class: 'w-28',
      sort: sort('external_identifier'),
      cell: (customer) => <span class="block truncate">{customer.externalIdentifier ?? ''}</span>,
    },
    {
      head: t('customers:field.registered'),
      from: 'lg',
      end: true,
      class: 'w-32',
      sort: sort('created'),
      cell: (customer) => day(customer.createdAt),
    },
    {
      head: t('customers:field.lastLogin'),
      end: true,
      class: 'w-40 max-sm:w-28',
      sort: sort('last_login'),
      cell: (customer) => (customer.lastLoginAt === null ? t('words:never') : instant(customer.lastLoginAt)),
    },
  ]
}

function rowName(customer: Customer, { t }: OfficeContext): string {
  if (isAnonymised(customer)) return t('customers:list.anonymised')
  return customer.name || customer.email || t('customers:list.noName')
}

/** The first few, the others counted: a row stays a row. */
function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null
  return (
    <span class="mt-1 flex flex-wrap gap-1 font-normal">
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <Chip>{tag}</Chip>
      ))}
      {tags.length > SHOWN_TAGS && <span class="hint">+{tags.length - SHOWN_TAGS}</span>}
    </span>
  )
}
