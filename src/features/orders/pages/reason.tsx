import { Icon } from '../../../ui/icon.tsx'
import type { ListedOrder } from '../types.ts'
import { itemName, type OrderWords } from './context.ts'
import { RowAction } from './parts.tsx'

interface ReasonProps {
  readonly listed: ListedOrder
  readonly words: OrderWords
  readonly csrf: string
  readonly paths: { readonly unclaim: string; readonly hide: string }
}

/** Why the order is in the list, and how it gets out of it again; nothing for an order of the account. */
export function Reason({ listed: { order, reason }, words, csrf, paths }: ReasonProps) {
  const { t } = words
  const { code } = order
  if (reason.kind === 'account') return null
  if (reason.kind === 'claimed') {
    return (
      <span class="hint block">
        {t('orders:reason.claimed')}{' '}
        <RowAction
          action={paths.unclaim}
          csrf={csrf}
          order={order}
          text={t('orders:reason.remove')}
          name={t('orders:reason.removeName', { code })}
        />
      </span>
    )
  }
  return (
    <span class="hint block [overflow-wrap:anywhere]">
      <Icon name={reason.kind === 'email' ? 'mail-check' : 'ticket'} />{' '}
      {reason.kind === 'email' ? (
        t('orders:reason.email', { email: reason.email })
      ) : (
        <>
          {t('orders:reason.ticket', { count: reason.tickets.length })}{' '}
          {reason.tickets.map((ticket, index) => (
            <>
              {index > 0 && '; '}
              <span class="text-base-content">{itemName(ticket, words)}</span>
              {ticket.attendeeName !== null && `, ${ticket.attendeeName}`}
            </>
          ))}
        </>
      )}{' '}
      <RowAction
        action={paths.hide}
        csrf={csrf}
        order={order}
        text={t('orders:reason.notMine')}
        name={t('orders:reason.notMineName', { code })}
      />
    </span>
  )
}
