import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { type Fact, Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'
import { State } from '../../../ui/tags.tsx'
import type { Order, OrderPosition } from '../types.ts'
import { itemName, type OrderWords } from './context.ts'
import { OrderState, TestMark } from './parts.tsx'

export interface OrderPageProps {
  readonly frame: ShopFrame
  readonly words: OrderWords
  readonly order: Order
  readonly positions: readonly OrderPosition[]
  /** Set on the page of a single ticket, which tells nothing of the rest of the order. */
  readonly ticket?: OrderPosition
  /** The orders of the account of which this is one; null for visitors who are not its owner. */
  readonly account: string | null
}

/** An order as it is, to read. Everything that changes it happens in the shop that sold it. */
export function OrderPage(props: OrderPageProps) {
  const { frame, words, order, positions, ticket, account } = props
  const { t, text } = words
  const title = ticket
    ? t('orders:page.ticketTitle', { code: order.code, number: ticket.positionid })
    : t('orders:page.title', { code: order.code })
  return (
    <ShopLayout frame={frame} title={title}>
      <PageHead
        title={title}
        text={text(order.eventName)}
        meta={
          <>
            <OrderState order={order} t={t} />
            <TestMark order={order} t={t} />
          </>
        }
        actions={
          order.url !== null && !ticket ? (
            <ButtonLink tone="primary" icon="external-link" href={order.url} rel="noreferrer">
              {t('orders:page.toShop')}
            </ButtonLink>
          ) : undefined
        }
      />
      {order.testmode && (
        <Notice tone="warn" title={t('orders:page.testTitle')} class="mb-6">
          {t('orders:page.testText')}
        </Notice>
      )}
      <Facts ruled columns={3} items={ticket ? ticketFacts(ticket, props) : orderFacts(props)} />
      {!ticket && (
        <Section title={t('orders:page.contents')} class="mt-8">
          {positions.length === 0 ? (
            <p class="text-muted">{t('orders:page.empty')}</p>
          ) : (
            <DataTable caption={t('orders:page.contents')} columns={columns(props)} rows={positions} />
          )}
        </Section>
      )}
      {order.url !== null && !ticket && <p class="hint mt-6">{t('orders:page.shopText')}</p>}
      {account !== null && (
        <p class="mt-6">
          <a class="link" href={account}>
            {t('orders:page.account')}
          </a>
        </p>
      )}
    </ShopLayout>
  )
}

function orderFacts({ words: { t, day, money }, order }: OrderPageProps): Fact[] {
  return [
    { label: t('orders:page.ordered'), value: day(order.datetime) },
    { label: t('orders:page.total'), value: <span class="num">{money(order.total, order.currency)}</span> },
    ...(order.email === null
      ? []
      : [{ label: t('orders:page.email'), value: <span class="[overflow-wrap:anywhere]">{order.email}</span> }]),
  ]
}

function ticketFacts(ticket: OrderPosition, { words }: OrderPageProps): Fact[] {
  const { t } = words
  return [
    { label: t('orders:page.item'), value: itemName(ticket, words) },
    { label: t('orders:page.attendee'), value: ticket.attendeeName ?? t('orders:page.nobody') },
    ...(ticket.isCanceled
      ? [{ label: t('orders:list.status'), value: <State tone="bad">{t('orders:page.canceled')}</State> }]
      : []),
  ]
}

function columns({ words, order }: OrderPageProps): Column<OrderPosition>[] {
  const { t, money } = words
  return [
    {
      head: t('orders:page.item'),
      rowHeader: true,
      cell: (position) => (
        <>
          <span class="[overflow-wrap:anywhere]">{itemName(position, words)}</span>
          <span class="hint block [overflow-wrap:anywhere]">{position.attendeeName}</span>
          {position.isCanceled && (
            <span class="block font-normal">
              <State tone="bad">{t('orders:page.canceled')}</State>
            </span>
          )}
        </>
      ),
    },
    {
      head: t('orders:page.price'),
      end: true,
      class: 'num whitespace-nowrap',
      cell: (position) =>
        position.isCanceled ? (
          <s class="text-muted">{money(position.price, order.currency)}</s>
        ) : (
          money(position.price, order.currency)
        ),
    },
  ]
}
