import type { Child } from 'hono/jsx'
import { PROFILE_FIELDS } from '../../../core/profile-fields.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { ActionMenu, Button, ButtonLink, type MenuItem } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { type HistoryEntry, HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section, WithAside } from '../../../ui/page-head.tsx'
import { Chip, IdTag } from '../../../ui/tags.tsx'
import { profileLabel } from '../profile-fields.tsx'
import { profileText } from '../profile-text.ts'
import { displayPhone } from '../rules/phone.ts'
import { isAnonymised } from '../rules/status.ts'
import type { Customer } from '../types.ts'
import { customerName, customerPath, type OfficeContext } from './context.ts'
import type { OfficeSession } from './deps.ts'
import { SessionsSection } from './sessions.tsx'
import { CustomerState } from './state.tsx'

export interface DetailPageProps {
  readonly context: OfficeContext
  readonly customer: Customer
  readonly history: HistoryEntry[]
  /** Names of the SSO providers that the customer logs in with. */
  readonly providers: readonly string[]
  /** What other features tell. */
  readonly sections: Child[]
  /** Where the customer is logged in; null when nobody can tell. */
  readonly sessions: readonly OfficeSession[] | null
  /** The account that this one became a part of. */
  readonly mergedInto: Customer | null
  /** Entries of the menu from other features. */
  readonly actions: readonly MenuItem[]
}

export function DetailPage(props: DetailPageProps) {
  const { context, customer, history, sections, actions, sessions, mergedInto } = props
  const { frame, crumbs, t, day, mayWrite } = context
  const gone = isAnonymised(customer)
  const title = gone ? t('customers:list.anonymised') : customerName(customer)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        meta={
          <>
            <IdTag id={customer.identifier} large />
            <CustomerState customer={customer} t={t} />
            <span class="text-muted">{t('customers:detail.since', { day: day(customer.createdAt) })}</span>
          </>
        }
        actions={mayWrite && !gone ? <Actions context={context} customer={customer} actions={actions} /> : undefined}
      />
      {customer.deletionDueAt !== null && (
        <Notice tone="warn" icon="clock" title={t('customers:detail.leaving', { day: day(customer.deletionDueAt) })}>
          <p>{t('customers:detail.leavingText')}</p>
        </Notice>
      )}
      {mergedInto && (
        <Notice class="mb-6" tone="info" title={t('customers:detail.merged', { identifier: mergedInto.identifier })}>
          <p>
            <a class="link" href={context.path(customerPath(mergedInto))}>
              {customerName(mergedInto)}
            </a>
          </p>
        </Notice>
      )}
      <WithAside
        aside={
          <Section title={t('customers:detail.history')}>
            {history.length === 0 ? (
              <p class="text-muted">{t('customers:detail.noHistory')}</p>
            ) : (
              <HistoryTimeline entries={history} />
            )}
            <p class="mt-3 flex flex-wrap gap-x-4 gap-y-1">
              <a class="link" href={context.path(customerPath(customer, 'history'))}>
                {t('customers:story.whole')}
              </a>
              <a class="link" href={context.path(customerPath(customer, 'history?only=logins'))}>
                {t('customers:story.logins')}
              </a>
            </p>
          </Section>
        }
      >
        <Section title={t('customers:detail.details')} hideTitle>
          <Facts columns={3} ruled items={facts(props)} />
        </Section>
        {sections}
        {sessions && !gone && <SessionsSection context={context} customer={customer} sessions={sessions} />}
      </WithAside>
    </OfficeLayout>
  )
}

function Actions({ context, customer, actions }: Pick<DetailPageProps, 'context' | 'customer' | 'actions'>) {
  const { t, csrf, path, organizer } = context
  const address = (page?: string) => path(customerPath(customer, page))
  return (
    <>
      <ButtonLink tone="primary" icon="pencil" href={address('edit')}>
        {t('customers:detail.edit')}
      </ButtonLink>
      {customer.email !== null && organizer.settings.customer_accounts_native && (
        <Form action={address()} csrf={csrf}>
          <Button name="action" value="pwreset" icon="send">
            {t(customer.isVerified ? 'customers:detail.sendReset' : 'customers:detail.sendActivation')}
          </Button>
        </Form>
      )}
      <ActionMenu
        label={t('customers:detail.more')}
        items={[
          ...actions,
          { href: address('anonymize'), text: t('customers:detail.anonymise'), icon: 'eraser', danger: true },
        ]}
      />
    </>
  )
}

function facts({ customer, context: { t, instant, locale }, providers }: DetailPageProps) {
  const ways = [...(customer.hasPassword ? [t('customers:detail.password')] : []), ...providers]
  const none = <span class="text-muted">{t('words:none')}</span>
  const confirmed = customer.isVerified ? (
    <Chip icon="badge-check">{t('customers:detail.confirmed')}</Chip>
  ) : (
    <Chip tone="warn">{t('customers:detail.notConfirmed')}</Chip>
  )
  return [
    {
      label: t('customers:field.email'),
      value:
        customer.email === null ? (
          none
        ) : (
          <>
            {customer.email} {confirmed}
          </>
        ),
    },
    {
      label: t('customers:field.phone'),
      value:
        customer.phone === null ? (
          none
        ) : (
          <>
            <span class="num">{displayPhone(customer.phone)}</span>{' '}
            {customer.isPhoneVerified && <Chip icon="badge-check">{t('customers:detail.confirmed')}</Chip>}
          </>
        ),
    },
    { label: t('customers:field.locale'), value: languageName(customer.locale) },
    {
      label: t('customers:field.logsInWith'),
      value: ways.length > 0 ? ways.join(', ') : t('customers:detail.noPassword'),
    },
    { label: t('customers:field.external_identifier'), value: customer.externalIdentifier ?? none },
    {
      label: t('customers:field.lastLogin'),
      value: customer.lastLoginAt === null ? t('words:never') : instant(customer.lastLoginAt),
    },
    ...PROFILE_FIELDS.filter((field) => customer.profile[field] !== undefined).map((field) => ({
      label: profileLabel(field, t),
      value: <span class="[overflow-wrap:anywhere]">{profileText(customer.profile, field, locale)}</span>,
    })),
    ...(customer.notes === null
      ? []
      : [
          {
            label: t('customers:field.notes'),
            value: <span class="whitespace-pre-line">{customer.notes}</span>,
            wide: true,
          },
        ]),
  ]
}
