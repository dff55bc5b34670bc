import { formatDay } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { State } from '../../../ui/tags.tsx'
import { type MembershipUsage, pickText } from '../../orders/index.ts'

interface UsageTableProps {
  readonly usages: readonly MembershipUsage[]
  readonly t: Translate
  readonly locale: Locale
  /** IANA name */
  readonly timeZone: string
  /** Where the order of a ticket is shown; null for nowhere. */
  readonly hrefOf: (usage: MembershipUsage) => string | null
}

/** The tickets that a membership is used for. */
export function UsageTable({ usages, t, locale, timeZone, hrefOf }: UsageTableProps) {
  return (
    <DataTable
      caption={t('memberships:usage.caption')}
      rows={usages}
      columns={[
        {
          head: t('memberships:usage.date'),
          from: 'sm',
          class: 'w-32 whitespace-nowrap',
          cell: ({ order }) => formatDay(order.datetime, locale, timeZone),
        },
        {
          head: t('memberships:usage.event'),
          rowHeader: true,
          cell: ({ order, position, counts }) => (
            <>
              <span class="font-semibold">{pickText(order.eventName, locale)}</span>
              <span class="hint block font-normal">
                {counts ? itemText(position, locale) : t('memberships:usage.doesNotCount')}
              </span>
            </>
          ),
        },
        {
          head: t('memberships:usage.ticket'),
          class: 'whitespace-nowrap',
          cell: (usage) => <Ticket usage={usage} href={hrefOf(usage)} />,
        },
        {
          head: t('memberships:usage.state'),
          cell: ({ counts }) => (
            <State tone={counts ? 'ok' : 'off'}>
              {t(counts ? 'memberships:usage.booked' : 'memberships:usage.canceled')}
            </State>
          ),
        },
      ]}
    />
  )
}

function Ticket({ usage: { order, position }, href }: { usage: MembershipUsage; href: string | null }) {
  const code = `${order.code}-${position.positionid}`
  return href === null ? (
    <span class="num font-semibold">{code}</span>
  ) : (
    <a class="link num" href={href}>
      {code}
    </a>
  )
}

function itemText({ item, variation }: MembershipUsage['position'], locale: Locale): string {
  return [item, variation]
    .map((text) => (text === null ? '' : pickText(text, locale)))
    .filter(Boolean)
    .join(', ')
}
