import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Form } from '../../../ui/form.tsx'
import { Chip, State } from '../../../ui/tags.tsx'
import { statusTone } from '../rules/status.ts'
import type { Order } from '../types.ts'
import type { OrderWords } from './context.ts'

export function OrderState({ order, t }: { order: Pick<Order, 'status'>; t: Translate }) {
  return <State tone={statusTone(order.status)}>{t(`orders:status.${order.status}`)}</State>
}

export function TestMark({ order, t }: { order: Pick<Order, 'testmode'>; t: Translate }) {
  return order.testmode ? <Chip tone="warn">{t('orders:test')}</Chip> : null
}

/** What an order costs, and how many tickets it has. */
export function Total({ order, words }: { order: Order; words: OrderWords }) {
  return (
    <>
      {words.money(order.total, order.currency)}
      {order.itemCount > 0 && <span class="hint block">{words.t('orders:tickets', { count: order.itemCount })}</span>}
    </>
  )
}

interface RowActionProps {
  readonly action: string
  readonly csrf: string
  readonly order: Order
  readonly text: string
  /** The same with the code of the order, for those who hear the page. */
  readonly name: string
}

/** A small button in a row that says something about its order. */
export function RowAction({ action, csrf, order, text, name }: RowActionProps) {
  return (
    <Form action={action} csrf={csrf} class="inline-block">
      <input type="hidden" name="order" value={order.id} />
      <button class="link cursor-pointer py-1" type="submit">
        <span aria-hidden="true">{text}</span>
        <span class="sr-only">{name}</span>
      </button>
    </Form>
  )
}
