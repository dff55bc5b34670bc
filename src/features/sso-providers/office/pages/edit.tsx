import type { Child } from 'hono/jsx'
import { Button, ButtonLink, PostButton } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { type HistoryEntry, HistoryTimeline } from '../../../../ui/history-timeline.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { OfficeLayout } from '../../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../../ui/page-head.tsx'
import { Monogram } from '../../../../ui/tags.tsx'
import type { ProviderDescription, ProviderUsage, SsoProvider } from '../../types.ts'
import type { PageContext } from '../context.ts'
import { ProviderFields } from '../form/fields.tsx'
import { PresetFields, titleOf } from '../form/preset-fields.tsx'
import { FormProblems, type ProviderForm } from '../form/provider-form.tsx'
import { ProviderState } from './list.tsx'

interface EditPageProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly usage: ProviderUsage
  /** Null when it was never read. */
  readonly description: ProviderDescription | null
  readonly form: ProviderForm
  /** The form was filled in for another kind of provider; nothing of that is saved. */
  readonly isRefilled: boolean
  readonly isTestable: boolean
  readonly mayMoveCustomers: boolean
  /** What other features say about this provider. */
  readonly sections: readonly (Child | null)[]
  readonly history: HistoryEntry[]
}

export function EditPage(props: EditPageProps) {
  const { context, provider, usage, form, isRefilled, isTestable, sections, history } = props
  const { frame, crumbs, t, csrf, own, name, icon } = context
  const title = name(provider)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs} scripts={['copy']}>
      <PageHead
        title={title}
        mark={<Monogram name={title} image={icon(provider) ?? null} large />}
        meta={<Meta {...props} />}
        actions={
          isTestable && (
            <PostButton icon="stethoscope" post={{ action: own(provider, 'test'), csrf }}>
              {t('ssoProvidersOffice:test')}
            </PostButton>
          )
        }
      />
      <FormProblems form={form} />
      {isRefilled && (
        <Notice
          tone="info"
          title={t('ssoProvidersOffice:refilled.title', { title: titleOf(t, form.preset) })}
          class="mb-6"
        >
          {t('ssoProvidersOffice:refilled.text')}
        </Notice>
      )}
      <Form action={own(provider)} csrf={csrf} class="max-w-4xl" files>
        <PresetFields form={form} href={({ key }) => `${own(provider)}?preset=${key}`} />
        <ProviderFields form={form} />
        <div class="save-bar">
          {isTestable && (
            <Button tone="primary" name="then" value="test">
              {t('ssoProvidersOffice:saveAndTest')}
            </Button>
          )}
          <Button tone={isTestable ? 'plain' : 'primary'}>{t('words:save')}</Button>
          <ButtonLink tone="ghost" href={own(provider)}>
            {t('ssoProvidersOffice:discard')}
          </ButtonLink>
        </div>
      </Form>
      <div class="max-w-4xl">
        <ChecksSection {...props} />
        {sections.map((section) => section !== null && <div class="mt-10">{section}</div>)}
        <CustomersSection {...props} />
        {history.length > 0 && (
          <Section title={t('ssoProvidersOffice:history')} class="mt-10">
            <HistoryTimeline entries={history} />
          </Section>
        )}
        <Section title={t('ssoProvidersOffice:delete.head')} class="mt-10">
          <p class="mb-3 max-w-prose text-muted">
            {usage.customers === 0
              ? t('ssoProvidersOffice:delete.hint')
              : t('ssoProvidersOffice:delete.hintUsed', {
                  count: usage.customers,
                  total: context.number(usage.customers),
                })}
          </p>
          <ButtonLink tone="danger" href={own(provider, 'delete')}>
            {t('ssoProvidersOffice:delete.button')}
          </ButtonLink>
        </Section>
      </div>
    </OfficeLayout>
  )
}

function Meta({ context: { t, day }, provider }: Pick<EditPageProps, 'context' | 'provider'>) {
  return (
    <>
      <ProviderState t={t} provider={provider} />
      <span class="text-muted">{t('ssoProvidersOffice:created', { day: day(provider.createdAt) })}</span>
    </>
  )
}

/** What the checks by the clock found. */
function ChecksSection({ context, provider, description }: EditPageProps) {
  const { t, instant } = context
  const { checkedAt, isActive } = provider
  if (description === null) return null
  const { keys, changed, readAt } = description
  const parts = changed?.parts.map((part) => t(`ssoProvidersOffice:checks.part.${part}`)).join(', ') ?? ''
  return (
    <Section title={t('ssoProvidersOffice:checks.title')} text={t('ssoProvidersOffice:checks.text')} class="mt-10">
      <ul class="grid max-w-prose gap-1 [overflow-wrap:anywhere]">
        {checkedAt !== null && <li>{t('ssoProvidersOffice:checked', { when: instant(checkedAt) })}</li>}
        <li>
          {t('ssoProvidersOffice:checks.read', { when: instant(readAt), count: keys.length, keys: keys.join(', ') })}
        </li>
        <li>
          {changed === null
            ? t('ssoProvidersOffice:checks.same')
            : t('ssoProvidersOffice:checks.changed', { when: instant(changed.at), parts })}
        </li>
        {!isActive && <li class="text-muted">{t('ssoProvidersOffice:checks.off')}</li>}
      </ul>
    </Section>
  )
}

function CustomersSection({ context, provider, usage, mayMoveCustomers }: EditPageProps) {
  const { t, own, number } = context
  if (usage.customers === 0) return null
  return (
    <Section title={t('ssoProvidersOffice:customers.head')} class="mt-10">
      <p class="max-w-prose text-muted">
        {t('ssoProvidersOffice:customers.count', { count: usage.customers, total: number(usage.customers) })}{' '}
        {t('ssoProvidersOffice:customers.onlyWay', { count: usage.onlyWay, total: number(usage.onlyWay) })}
      </p>
      {mayMoveCustomers && (
        <ButtonLink href={own(provider, 'customers')} class="mt-3">
          {t('ssoProvidersOffice:customers.move')}
        </ButtonLink>
      )}
    </Section>
  )
}
