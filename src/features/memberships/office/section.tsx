import type { FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { MembershipId } from '../../../core/ids.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { Chip } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'
import { may, policies } from '../../office-access/index.ts'
import type { UsedMembership } from '../types.ts'
import { customerPath, type Telling, tellingOf } from './context.ts'
import type { OfficeMembershipDeps } from './find.ts'
import { MembershipStateTag, UsedOf } from './membership-parts.tsx'

/** More than these are counted, not shown. */
const SHOWN = 50

interface Drawing extends Telling {
  readonly now: number
  /** Where a membership is changed; null for those who only look. */
  readonly edit: ((membership: UsedMembership) => string) | null
  /** The ticket or the rule that granted it; null for none. */
  readonly granted: (membership: UsedMembership) => string | null
}

/** The memberships of a customer, for the customer's page in the back office. */
export function membershipsSection({ memberships, platform, givenBy }: Omit<OfficeMembershipDeps, 'customers'>) {
  return async (request: FastifyRequest, customer: Customer): Promise<JSX.Element> => {
    const telling = tellingOf(request)
    const { t, path, organizer } = telling
    const { items } = await memberships.ofCustomer(organizer.id, customer.id, { limit: SHOWN })
    const grants = await memberships.grants(organizer.id, items)
    const ids = items.map(({ id }) => id)
    const rules = (await givenBy?.(organizer.id, ids)) ?? new Map<MembershipId, string>()
    const total = items.length < SHOWN ? items.length : await memberships.countOfCustomer(organizer.id, customer.id)
    const mayWrite = may(request, policies.memberships.change)
    const drawing: Drawing = {
      ...telling,
      now: platform.clock.now(),
      edit: mayWrite ? ({ id }) => path(customerPath(customer, `membership/${id}/edit`)) : null,
      granted({ id, grantedIn }) {
        const found = grantedIn === null ? undefined : grants.get(grantedIn)
        if (found) return `${found.order.code}-${found.position.positionid}`
        const rule = rules.get(id)
        return rule === undefined ? null : t('memberships:office.byRule', { rule })
      },
    }
    const hasTypes = items.length > 0 || (await memberships.types(organizer.id)).length > 0
    return Section({
      title: t('memberships:office.title'),
      aside:
        mayWrite && hasTypes ? (
          <ButtonLink small icon="plus" href={path(customerPath(customer, 'membership/add'))}>
            {t('memberships:office.grant')}
          </ButtonLink>
        ) : undefined,
      children: (
        <>
          {items.length === 0 ? (
            <p class="text-muted">{t(hasTypes ? 'memberships:office.none' : 'memberships:office.noTypes')}</p>
          ) : (
            <DataTable caption={t('memberships:office.caption')} columns={columns(drawing)} rows={items} />
          )}
          {total > items.length && (
            <p class="hint mt-2">{t('memberships:office.more', { shown: items.length, total })}</p>
          )}
        </>
      ),
    })
  }
}

function columns({ t, typeName, day, edit, granted, now }: Drawing): Column<UsedMembership>[] {
  return [
    {
      head: t('memberships:office.type'),
      rowHeader: true,
      cell: (membership) => (
        <>
          {edit ? (
            <a class="link-ink" href={edit(membership)}>
              {typeName(membership.type)}
            </a>
          ) : (
            typeName(membership.type)
          )}{' '}
          {membership.isTest && <Chip tone="touch">{t('memberships:office.test')}</Chip>}
          <span class="hint block font-normal sm:hidden">
            {t('memberships:office.until', { day: day(membership.endsAt) })}
          </span>
          {membership.attendeeName !== '' && <span class="hint block font-normal">{membership.attendeeName}</span>}
        </>
      ),
    },
    {
      head: t('memberships:office.valid'),
      from: 'sm',
      cell: ({ startsAt, endsAt }) => (
        <>
          {t('memberships:office.until', { day: day(endsAt) })}
          <span class="hint block">{t('memberships:office.since', { day: day(startsAt) })}</span>
        </>
      ),
    },
    { head: t('memberships:office.used'), from: 'sm', cell: (membership) => <UsedOf membership={membership} t={t} /> },
    {
      head: t('memberships:office.from'),
      from: 'md',
      cell: (membership) => granted(membership) ?? <span class="text-muted">{t('memberships:office.byHand')}</span>,
    },
    {
      head: t('memberships:office.stateHead'),
      cell: (membership) => <MembershipStateTag membership={membership} now={now} t={t} />,
    },
  ]
}
