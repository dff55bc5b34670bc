import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { IdTag } from '../../../ui/tags.tsx'
import { type ListedOrder, ORDER_COUNT_LIMIT, type Order, type OrderList } from '../types.ts'
import { ClaimBox } from './claim-box.tsx'
import type { OrderWords } from './context.ts'
import { OrderState, TestMark, Total } from './parts.tsx'
import { Reason } from './reason.tsx'

export interface OrdersPageProps {
  readonly frame: AccountFrame
  readonly words: OrderWords
  readonly csrf: string
  readonly organizer: string
  /** Customer ID; wide screens show it beside the navigation. */
  readonly identifier: string
  readonly list: OrderList
  /** What the customer was not asked about yet. */
  readonly unanswered: readonly Order[]
  /** The organizer matches orders by email. */
  readonly isMatched: boolean
  readonly paths: {
    readonly list: string
    readonly claim: string
    readonly unclaim: string
    readonly hide: string
    readonly hidden: string
    readonly addresses: string
    readonly shop: string
    readonly order: (order: Order) => string
  }
}

/** The orders of the person, each with the reason why it is there. */
export function OrdersPage(props: OrdersPageProps) {
  const { frame, words, csrf, list, unanswered, isMatched, paths } = props
  const { t } = words
  const at = (cursor: string | null) =>
    cursor === null ? undefined : `${paths.list}?${new URLSearchParams({ cursor })}`
  return (
    <AccountLayout frame={frame} title={t('orders:list.title')}>
      <PageHead
        title={t('orders:list.title')}
        text={list.orders.length > 0 ? summary(props) : undefined}
        meta={
          <span class="min-[60rem]:hidden">
            <IdTag id={props.identifier} large />
          </span>
        }
      />
      {unanswered.length > 0 && <ClaimBox words={words} csrf={csrf} action={paths.claim} orders={unanswered} />}
      {list.orders.length === 0 ? (
        <Empty {...props} />
      ) : (
        <DataTable caption={t('orders:list.caption')} columns={columns(props)} rows={list.orders} />
      )}
      <KeyPager
        summary={
          isMatched && (
            <a class="link" href={paths.hidden}>
              {t('orders:list.hiddenLink')}
            </a>
          )
        }
        newer={at(list.newer)}
        older={at(list.older)}
        labels={frame.labels}
      />
    </AccountLayout>
  )
}

function summary({ words: { t, number }, list }: OrdersPageProps): string {
  const count = list.own + list.found
  return count >= ORDER_COUNT_LIMIT
    ? t('orders:list.summaryMany', { number: number(ORDER_COUNT_LIMIT) })
    : t('orders:list.summary', { count })
}

function Empty({ words: { t }, organizer, isMatched, paths }: OrdersPageProps) {
  return (
    <EmptyState
      title={t('orders:list.emptyTitle')}
      text={t(isMatched ? 'orders:list.emptyMatched' : 'orders:list.emptyText', { organizer })}
    >
      {isMatched ? (
        <ButtonLink small href={paths.addresses}>
          {t('orders:list.addAddress')}
        </ButtonLink>
      ) : (
        <ButtonLink small href={paths.shop}>
          {t('orders:list.toShop')}
        </ButtonLink>
      )}
    </EmptyState>
  )
}

function columns(props: OrdersPageProps): Column<ListedOrder>[] {
  const { words, paths } = props
  const { t, day, text } = words
  return [
    {
      head: t('orders:list.order'),
      rowHeader: true,
      cell: ({ order, reason }) => (
        <>
          {reason.kind === 'ticket' ? (
            <span class="num font-semibold">{order.code}</span>
          ) : (
            <a class="link-ink num" href={paths.order(order)}>
              {order.code}
            </a>
          )}{' '}
          <TestMark order={order} t={t} />
          <span class="hint block xs:whitespace-nowrap">{day(order.datetime)}</span>
        </>
      ),
    },
    {
      head: t('orders:list.event'),
      cell: (listed) => (
        <>
          <span class="font-semibold [overflow-wrap:anywhere]">{text(listed.order.eventName)}</span>
          <Reason listed={listed} words={words} csrf={props.csrf} paths={paths} />
          <span class="mt-1 block sm:hidden">
            <OrderState order={listed.order} t={t} />
          </span>
        </>
      ),
    },
    {
      head: t('orders:list.status'),
      from: 'sm',
      cell: ({ order }) => <OrderState order={order} t={t} />,
    },
    {
      head: t('orders:list.total'),
      end: true,
      class: 'num whitespace-nowrap',
      cell: ({ order, reason }) =>
        reason.kind === 'ticket' ? (
          <span class="hint">{t('orders:tickets', { count: reason.tickets.length })}</span>
        ) : (
          <Total order={order} words={words} />
        ),
    },
  ]
}
