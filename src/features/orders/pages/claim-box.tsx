import { formatList } from '../../../platform/i18n/format.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Chip } from '../../../ui/tags.tsx'
import type { Order } from '../types.ts'
import type { OrderWords } from './context.ts'

/** So many stand in the box with a tick of their own. */
export const CLAIM_SHOWN = 20
/** Nobody is asked about more at once. */
export const CLAIM_LIMIT = 300

export interface ClaimBoxProps {
  readonly words: OrderWords
  readonly csrf: string
  readonly action: string
  /** Up to one more than `CLAIM_LIMIT`, newest first. */
  readonly orders: readonly Order[]
}

/** "We found 4 earlier orders": add all, some, or hide them. */
export function ClaimBox({ words, csrf, action, orders }: ClaimBoxProps) {
  const { t, number, text, money, locale } = words
  const shown = orders.slice(0, CLAIM_SHOWN)
  const emails = [...new Set(orders.map(({ email }) => email ?? ''))].slice(0, 5)
  const title =
    orders.length > CLAIM_LIMIT
      ? t('orders:claim.titleMany', { number: number(CLAIM_LIMIT) })
      : t('orders:claim.title', { count: orders.length })
  return (
    <section class="panel mb-8" aria-labelledby="claim">
      <div class="panel-head">
        <h2 id="claim">{title}</h2>
        <Chip tone="touch" icon="mail-check">
          {t('orders:claim.chip')}
        </Chip>
      </div>
      <Form action={action} csrf={csrf} class="panel-body">
        <p class="max-w-prose text-muted [overflow-wrap:anywhere]">
          {t('orders:claim.text', { count: orders.length, emails: formatList(emails, locale) })}
        </p>
        <fieldset class="mt-3">
          <legend class="sr-only">{t('orders:claim.legend')}</legend>
          <ul class="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
            {shown.map((order) => (
              <li class="flex gap-2.5">
                <input
                  class="checkbox mt-0.5"
                  type="checkbox"
                  name="order"
                  value={order.id}
                  id={`claim-${order.id}`}
                  checked
                />
                <label class="flex min-w-0 flex-1 justify-between gap-3" for={`claim-${order.id}`}>
                  <span class="min-w-0 [overflow-wrap:anywhere]">
                    <span class="num font-semibold">{order.code}</span> {text(order.eventName)}
                  </span>
                  <span class="num text-muted whitespace-nowrap">{money(order.total, order.currency)}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <div class="mt-4 flex flex-wrap items-center gap-2">
          <Button tone="primary" small name="action" value="add">
            {t('orders:claim.add')}
          </Button>
          {orders.length > CLAIM_SHOWN && (
            <Button small name="action" value="all">
              {t('orders:claim.addAll', { number: number(Math.min(orders.length, CLAIM_LIMIT)) })}
            </Button>
          )}
          <Button tone="ghost" small name="action" value="hide">
            {t('orders:claim.hide')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
