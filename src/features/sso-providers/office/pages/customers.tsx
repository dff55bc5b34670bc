import type { InvalidInput } from '../../../../core/errors.ts'
import { say } from '../../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { CheckboxField } from '../../../../ui/choice-fields.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { Form } from '../../../../ui/form.tsx'
import { ErrorSummary, Notice } from '../../../../ui/notice.tsx'
import { OfficeLayout } from '../../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../../ui/page-head.tsx'
import { SelectField } from '../../../../ui/text-fields.tsx'
import type { ProviderUsage, SsoProvider } from '../../types.ts'
import type { PageContext } from '../context.ts'

interface CustomersPageProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly usage: ProviderUsage
  /** Providers that know the same people by the same user ID. */
  readonly others: readonly SsoProvider[]
  readonly to: string
  readonly wrong: InvalidInput | undefined
}

/** Where the customers of a provider can go: to another provider for the same people, or to a login with their email address. */
export function CustomersPage(props: CustomersPageProps) {
  const { context, provider, usage, wrong } = props
  const { frame, crumbs, t, own, name, number } = context
  const title = t('ssoProvidersOffice:customers.title', { name: name(provider) })
  const errors = Object.entries(wrong?.fields ?? {}).map(([field, message]) => ({ field, message: say(t, message) }))
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        text={
          usage.customers > 0 && (
            <>
              {t('ssoProvidersOffice:customers.count', { count: usage.customers, total: number(usage.customers) })}{' '}
              {t('ssoProvidersOffice:customers.onlyWay', { count: usage.onlyWay, total: number(usage.onlyWay) })}
            </>
          )
        }
      />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />}
      {usage.customers === 0 ? (
        <EmptyState title={t('ssoProvidersOffice:customers.none')} text={t('ssoProvidersOffice:customers.noneText')}>
          <ButtonLink small href={own(provider)}>
            {t('ssoProvidersOffice:customers.back')}
          </ButtonLink>
        </EmptyState>
      ) : (
        <div class="grid max-w-3xl gap-10">
          <MoveSection {...props} />
          <ReleaseSection {...props} />
        </div>
      )}
    </OfficeLayout>
  )
}

function MoveSection({ context, provider, usage, others, to, wrong }: CustomersPageProps) {
  const { t, csrf, own, name, number } = context
  const error = wrong?.fields.to
  return (
    <Section title={t('ssoProvidersOffice:moving.head')} text={t('ssoProvidersOffice:moving.text')}>
      {others.length === 0 ? (
        <p class="max-w-prose">{t('ssoProvidersOffice:moving.none', { issuer: provider.issuer })}</p>
      ) : (
        <Form action={own(provider, 'customers')} csrf={csrf} class="grid max-w-xl gap-4">
          <SelectField
            name="to"
            label={t('ssoProvidersOffice:moving.to')}
            value={to}
            error={error && say(t, error)}
            options={others.map((other) => ({ value: other.id, label: name(other) }))}
          />
          <div>
            <Button tone="primary" name="act" value="move">
              {t('ssoProvidersOffice:moving.submit', { count: usage.customers, total: number(usage.customers) })}
            </Button>
          </div>
        </Form>
      )}
    </Section>
  )
}

function ReleaseSection({ context, provider, usage, wrong }: CustomersPageProps) {
  const { t, csrf, own, number, organizer } = context
  const error = wrong?.fields.sure
  return (
    <Section title={t('ssoProvidersOffice:releasing.head')} text={t('ssoProvidersOffice:releasing.text')}>
      {!organizer.settings.customer_accounts_native && (
        <Notice tone="warn" title={t('ssoProvidersOffice:releasing.noNative')} class="mb-4">
          {t('ssoProvidersOffice:releasing.noNativeText')}
        </Notice>
      )}
      <Form action={own(provider, 'customers')} csrf={csrf} class="grid max-w-xl gap-4">
        <CheckboxField
          name="sure"
          label={t('ssoProvidersOffice:releasing.sure')}
          hint={t('ssoProvidersOffice:releasing.sureHint', { count: usage.onlyWay, total: number(usage.onlyWay) })}
          error={error && say(t, error)}
        />
        <div>
          <Button tone="danger-solid" name="act" value="release">
            {t('ssoProvidersOffice:releasing.submit', { count: usage.customers, total: number(usage.customers) })}
          </Button>
        </div>
      </Form>
    </Section>
  )
}
