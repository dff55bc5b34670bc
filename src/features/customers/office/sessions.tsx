import type { Child } from 'hono/jsx'
import { PostButton } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { IconMark } from '../../../ui/tags.tsx'
import type { Customer } from '../types.ts'
import { customerPath, type OfficeContext } from './context.ts'
import type { OfficeSession } from './deps.ts'

interface SessionsProps {
  readonly context: OfficeContext
  readonly customer: Customer
  readonly sessions: readonly OfficeSession[]
}

/** Where a customer is logged in. */
export function SessionsSection({ context, customer, sessions }: SessionsProps): Child {
  const { t, csrf, path, instant, mayWrite } = context
  const post = { action: path(customerPath(customer, 'sessions/end')), csrf }
  return (
    <Section
      title={t('customers:sessions.title')}
      aside={
        mayWrite && sessions.length > 1 ? (
          <PostButton small tone="danger" post={post} fields={{ session: 'all' }}>
            {t('customers:sessions.endAll')}
          </PostButton>
        ) : undefined
      }
    >
      {sessions.length === 0 ? (
        <p class="text-muted">{t('customers:sessions.none')}</p>
      ) : (
        <Rows>
          {sessions.map(({ id, device, ipPrefix, createdAt, lastUsedAt }) => {
            const name = [device.browser, device.system].filter(Boolean).join(', ')
            return (
              <Row
                mark={<IconMark icon={device.isPhone ? 'smartphone' : 'monitor'} />}
                title={name || t('customers:sessions.unknown')}
                hint={t('customers:sessions.hint', {
                  since: instant(createdAt),
                  used: instant(lastUsedAt),
                  network: ipPrefix,
                })}
              >
                {mayWrite && (
                  <PostButton small post={post} fields={{ session: id }}>
                    {t('customers:sessions.end')}
                  </PostButton>
                )}
              </Row>
            )
          })}
        </Rows>
      )}
    </Section>
  )
}
