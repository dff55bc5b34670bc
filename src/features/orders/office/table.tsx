import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { OrderWords } from '../pages/context.ts'
import { OrderState, TestMark, Total } from '../pages/parts.tsx'
import { type ListedOrder, ORDER_COUNT_LIMIT, type OrderList } from '../types.ts'

/** Orders of a customer for staff: links lead to the shop that sold them. */
export function OfficeOrderTable({ words, orders }: { words: OrderWords; orders: readonly ListedOrder[] }) {
  return <DataTable caption={words.t('orders:list.caption')} columns={columns(words)} rows={orders} />
}

/** "14 orders, of them 4 found by email address" */
export function officeSummary({ t, number }: OrderWords, { own, found }: Pick<OrderList, 'own' | 'found'>): string {
  const count = own + found
  const text =
    count >= ORDER_COUNT_LIMIT
      ? t('orders:list.summaryMany', { number: number(ORDER_COUNT_LIMIT) })
      : t('orders:office.summary', { count })
  return found === 0 ? text : t('orders:office.summaryFound', { number: text, found: number(found) })
}

function columns(words: OrderWords): Column<ListedOrder>[] {
  const { t, day, text } = words
  return [
    {
      head: t('orders:list.order'),
      rowHeader: true,
      cell: ({ order, reason }) => (
        <>
          {order.url === null ? (
            <span class="num font-semibold">{order.code}</span>
          ) : (
            <a class="link-ink num" href={order.url} rel="noreferrer">
              {order.code}
            </a>
          )}{' '}
          {reason.kind === 'email' && <Icon name="mail-check" label={t('orders:office.found')} />}{' '}
          <TestMark order={order} t={t} />
          <span class="hint block xs:whitespace-nowrap">{day(order.datetime)}</span>
        </>
      ),
    },
    {
      head: t('orders:list.event'),
      cell: ({ order }) => (
        <>
          <span class="[overflow-wrap:anywhere]">{text(order.eventName)}</span>
          <span class="mt-1 block sm:hidden">
            <OrderState order={order} t={t} />
          </span>
        </>
      ),
    },
    { head: t('orders:list.status'), from: 'sm', cell: ({ order }) => <OrderState order={order} t={t} /> },
    {
      head: t('orders:list.total'),
      end: true,
      class: 'num whitespace-nowrap',
      cell: ({ order }) => <Total order={order} words={words} />,
    },
  ]
}
