import type { FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatList } from '../../../platform/i18n/format.ts'
import { Facts } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import type { Customer } from '../../customers/index.ts'
import { officePath } from '../../office-access/index.ts'
import { type OrderWords, orderWords } from '../pages/context.ts'
import type { CurrencySum, Orders, Spending } from '../types.ts'
import { OfficeOrderTable, officeSummary } from './table.tsx'

const SHOWN = 5

/** Address of all orders of a customer in the back office. */
export function officeOrdersPath({ organizer }: FastifyRequest, { identifier }: Pick<Customer, 'identifier'>): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/orders`)
}

/** The latest orders of a customer and what was paid, for the customer's page in the back office. */
export function ordersSection({ orders }: { readonly orders: Orders }) {
  return async (request: FastifyRequest, customer: Customer): Promise<JSX.Element> => {
    const words = orderWords(request)
    const { t, number } = words
    const list = await orders.list(request.organizer, customer.id, { isStaff: true, limit: SHOWN })
    const count = list.own + list.found
    if (count === 0) {
      return Section({ title: t('orders:office.title'), children: <p class="text-muted">{t('orders:office.none')}</p> })
    }
    return Section({
      title: t('orders:office.title'),
      aside: <span class="hint">{officeSummary(words, list)}</span>,
      children: (
        <>
          <Spent words={words} spending={await orders.spending(request.organizer, customer.id)} />
          <OfficeOrderTable words={words} orders={list.orders} />
          {count > SHOWN && (
            <p class="mt-3">
              <a class="link" href={officeOrdersPath(request, customer)}>
                {t('orders:office.all', { number: number(count) })}
              </a>
            </p>
          )}
        </>
      ),
    })
  }
}

/** What somebody paid, one sum for each currency. */
export function Spent({ words, spending }: { words: OrderWords; spending: Spending }) {
  const { t, number, money, locale } = words
  const sums = (amounts: readonly CurrencySum[]) =>
    amounts.length === 0
      ? t('orders:office.nothing')
      : formatList(
          amounts.map(({ total, currency }) => money(total, currency)),
          locale,
        )
  return (
    <>
      <Facts
        class="mb-4"
        items={[
          { label: t('orders:office.spent'), value: <b class="num">{sums(spending.own)}</b> },
          ...(spending.byEmail.length === 0
            ? []
            : [{ label: t('orders:office.spentByEmail'), value: <span class="num">{sums(spending.byEmail)}</span> }]),
        ]}
      />
      {spending.isCapped && <p class="hint mb-4">{t('orders:office.capped', { number: number(10_000) })}</p>}
    </>
  )
}
