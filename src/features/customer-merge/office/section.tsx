import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { formatDay } from '../../../platform/i18n/format.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { IconMark } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'
import { may, policies } from '../../office-access/index.ts'
import type { CustomerMerge } from '../types.ts'
import { customerAddress } from './context.ts'

/** The accounts that became parts of this one, on the customer's page; nothing where there are none. */
export function mergesSection(customerMerge: Pick<CustomerMerge, 'list'>) {
  return async (request: FastifyRequest, customer: Customer): Promise<Child> => {
    const { organizer, t, locale } = request
    const merges = await customerMerge.list(organizer, customer)
    if (merges.length === 0) return null
    const day = (instant: number) => formatDay(instant, locale, organizer.timeZone)
    const mayWrite = may(request, policies.customers.merge)
    return (
      <Section title={t('customerMerge:section.title')}>
        <Rows>
          {merges.map(({ id, at, by, identifier, undoUntil }) => (
            <Row
              mark={<IconMark icon="git-compare-arrows" />}
              title={identifier}
              hint={[
                by === ''
                  ? t('customerMerge:section.rowNobody', { when: day(at) })
                  : t('customerMerge:section.row', { when: day(at), by }),
                ...(undoUntil === null ? [] : [t('customerMerge:section.until', { until: day(undoUntil) })]),
              ].join('. ')}
            >
              {undoUntil !== null && mayWrite && (
                <ButtonLink small href={customerAddress(request, customer, `unmerge/${id}`)}>
                  {t('customerMerge:section.undo')}
                </ButtonLink>
              )}
            </Row>
          ))}
        </Rows>
      </Section>
    )
  }
}
