import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Order } from '../types.ts'
import type { OrderWords } from './context.ts'
import { RowAction } from './parts.tsx'

interface HiddenPageProps {
  readonly frame: AccountFrame
  readonly words: OrderWords
  readonly csrf: string
  readonly orders: readonly Order[]
  /** Shows one again. */
  readonly action: string
  /** All orders. */
  readonly back: string
}

/** What the person said is not theirs, and a way back for each. */
export function HiddenPage({ frame, words, csrf, orders, action, back }: HiddenPageProps) {
  const { t, day, text } = words
  const toList = (
    <ButtonLink small icon="arrow-left" href={back}>
      {t('orders:hidden.back')}
    </ButtonLink>
  )
  return (
    <AccountLayout frame={frame} title={t('orders:hidden.title')}>
      <PageHead
        title={t('orders:hidden.title')}
        text={orders.length > 0 ? t('orders:hidden.text') : undefined}
        actions={orders.length > 0 ? toList : undefined}
      />
      {orders.length === 0 ? (
        <EmptyState title={t('orders:hidden.emptyTitle')} text={t('orders:hidden.emptyText')}>
          {toList}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('orders:hidden.title')}
          columns={[
            {
              head: t('orders:list.order'),
              rowHeader: true,
              cell: ({ code, datetime }) => (
                <>
                  <span class="num">{code}</span>
                  <span class="hint block xs:whitespace-nowrap">{day(datetime)}</span>
                </>
              ),
            },
            {
              head: t('orders:list.event'),
              cell: ({ eventName }) => <span class="[overflow-wrap:anywhere]">{text(eventName)}</span>,
            },
            {
              head: t('orders:hidden.show'),
              hideHead: true,
              end: true,
              cell: (order) => (
                <RowAction
                  action={action}
                  csrf={csrf}
                  order={order}
                  text={t('orders:hidden.show')}
                  name={t('orders:hidden.showName', { code: order.code })}
                />
              ),
            },
          ]}
          rows={orders}
        />
      )}
    </AccountLayout>
  )
}
