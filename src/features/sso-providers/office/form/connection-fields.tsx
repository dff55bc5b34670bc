import { say } from '../../../../platform/i18n/i18n.ts'
import { type CopyItem, CopyList } from '../../../../ui/copy.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { State } from '../../../../ui/tags.tsx'
import { PasswordField, TextField } from '../../../../ui/text-fields.tsx'
import { keysUri, redirectUri } from '../../addresses.ts'
import type { SsoProvider } from '../../types.ts'
import type { PageContext } from '../context.ts'
import { errorOf, Line, Lines, type ProviderForm } from './provider-form.tsx'

/** How this server and the provider know each other. */
export function ConnectionFields({ form }: { form: ProviderForm }) {
  const { context, provider, preset, values } = form
  const { t, frame } = context
  return (
    <FormSection
      title={t('ssoProvidersOffice:section.connection')}
      hint={t('ssoProvidersOffice:section.connectionHint')}
    >
      <TextField
        name="issuer"
        label={t('ssoProvidersOffice:label.issuer')}
        value={values.issuer}
        placeholder={preset.issuerExample}
        error={errorOf(form, 'issuer')}
        hint={provider ? <Health context={context} provider={provider} /> : t('ssoProvidersOffice:hint.issuer')}
        autocomplete="off"
        mono
      />
      {values.auth_method === 'apple' ? <AppleFields form={form} /> : <SecretFields form={form} />}
      <Line form={form} name="scope" mono />
      {provider && <CopyList items={addressesOf(context, provider.slug, values.auth_method)} labels={frame.labels} />}
    </FormSection>
  )
}

/** Whether the provider answers, and since when that is known. */
export function Health({ context: { t, instant }, provider }: { context: PageContext; provider: SsoProvider }) {
  const { problem, checkedAt, metadataAt } = provider
  if (problem !== null) {
    return (
      <span class="[overflow-wrap:anywhere] [&>.state]:whitespace-normal">
        <State tone={provider.isFailing || !provider.isActive ? 'bad' : 'wait'}>{say(t, problem)}</State>
        {checkedAt !== null && ` ${t('ssoProvidersOffice:health.tried', { when: instant(checkedAt) })}`}
      </span>
    )
  }
  if (metadataAt === null) return <State tone="wait">{t('ssoProvidersOffice:health.unknown')}</State>
  return <State tone="ok">{t('ssoProvidersOffice:health.good', { when: instant(metadataAt) })}</State>
}

function SecretFields({ form }: { form: ProviderForm }) {
  const { context, provider, wrong } = form
  const { t } = context
  const hint = provider?.hasSecret ? 'keepSecret' : 'secret'
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <Line form={form} name="client_id" mono />
      <PasswordField
        name="client_secret"
        label={t('ssoProvidersOffice:label.client_secret')}
        error={errorOf(form, 'client_secret')}
        hint={t(
          wrong && form.values.client_secret !== ''
            ? 'ssoProvidersOffice:hint.again'
            : `ssoProvidersOffice:hint.${hint}`,
        )}
        placeholder={
          provider?.hasSecret ? t('ssoProvidersOffice:secret.kept', { end: provider.secretHint ?? '' }) : undefined
        }
        autocomplete="off"
        mono
      />
    </div>
  )
}

/** Apple gives out a key with which secrets are signed. */
function AppleFields({ form }: { form: ProviderForm }) {
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-3">
        <Line form={form} name="client_id" mono />
        <Line form={form} name="apple.team_id" mono />
        <Line form={form} name="apple.key_id" mono />
      </div>
      <KeyField form={form} />
    </>
  )
}

/** A private key is written, never read. */
export function KeyField({ form }: { form: ProviderForm }) {
  const { t } = form.context
  const hasKey = form.provider !== null && form.provider.publicKeys !== null
  const emptied = { ...form, values: { ...form.values, client_key: '' } }
  const isApple = form.values.auth_method === 'apple'
  return (
    <Lines
      form={emptied}
      name="client_key"
      hint={t(
        hasKey
          ? 'ssoProvidersOffice:hint.keepKey'
          : isApple
            ? 'ssoProvidersOffice:hint.appleKey'
            : 'ssoProvidersOffice:hint.key',
      )}
      mono
    />
  )
}

/** What the people who run the provider need from us. */
export function addressesOf({ t, sites }: PageContext, slug: string, authMethod: string): CopyItem[] {
  const label = t('ssoProvidersOffice:address.return')
  const [preferred, ...others] = sites
  return [
    { label, value: redirectUri(preferred, slug) },
    ...others.map((site) => ({
      label: t('ssoProvidersOffice:address.returnOther'),
      value: redirectUri(site, slug),
    })),
    ...(authMethod === 'private_key_jwt'
      ? [{ label: t('ssoProvidersOffice:address.keys'), value: keysUri(preferred, slug) }]
      : []),
  ]
}
