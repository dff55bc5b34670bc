import type { InvalidInput } from '../../../core/errors.ts'
import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { type CopyItem, CopyList, SecretOnce, SnippetTabs } from '../../../ui/copy.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { Monogram, State } from '../../../ui/tags.tsx'
import type { ClientFormValues } from '../forms.ts'
import type { PageContext } from '../page-context.ts'
import type { ShownSecret } from '../secret-once.ts'
import { clientSnippets } from '../snippets.ts'
import type { SsoClient } from '../types.ts'
import { ClientFields, FormProblems } from './fields.tsx'

interface EditPageProps {
  readonly context: PageContext
  readonly client: SsoClient
  readonly values: ClientFormValues
  readonly wrong: InvalidInput | undefined
  /** The new secret, on the one page that shows it. */
  readonly shown: ShownSecret | null
}

export function EditPage({ context, client, values, wrong, shown }: EditPageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const own = `ssoclient/${client.id}`
  return (
    <OfficeLayout frame={frame} title={client.name} crumbs={crumbs} scripts={['copy']}>
      <PageHead
        title={client.name}
        mark={<Monogram name={client.name} large />}
        meta={<Meta {...{ context, client }} />}
      />
      {shown && (
        <SecretOnce
          title={t(shown.isNew ? 'ssoClients:secret.created' : 'ssoClients:secret.regenerated')}
          secret={shown.secret}
          note={shown.isNew ? undefined : t('ssoClients:secret.oldEnded')}
          labels={frame.labels}
        >
          {t('ssoClients:secret.text')}
        </SecretOnce>
      )}
      <FormProblems t={t} wrong={wrong} />
      <Section title={t('ssoClients:section.addresses')} text={t('ssoClients:section.addressesText')} class="mb-10">
        <CopyList items={addresses(context, client)} labels={frame.labels} />
      </Section>
      <Section title={t('ssoClients:section.snippets')} class="mb-10">
        <SnippetTabs
          group="snippets"
          tabs={clientSnippets(client, context.issuer).map(({ title, code }) => ({
            title,
            name: t('ssoClients:snippetName', { title }),
            code,
          }))}
        />
      </Section>
      <Form action={path(`${own}/edit`)} csrf={csrf}>
        <ClientFields t={t} values={values} wrong={wrong} />
        <FormSection title={t('ssoClients:section.secret')} hint={secretHint(context, client)}>
          {client.secretHash !== null && (
            <CheckboxField
              name="regenerate"
              label={t('ssoClients:field.regenerate')}
              hint={t('ssoClients:field.regenerateHint')}
              checked={values.regenerate}
            />
          )}
        </FormSection>
        <SaveBar submit={t('words:save')} cancel={{ href: path('ssoclients'), text: t('words:cancel') }} />
      </Form>
      <Section title={t('ssoClients:section.remove')} text={t('ssoClients:delete.hint')} class="mt-10">
        <ButtonLink tone="danger" href={path(`${own}/delete`)}>
          {t('ssoClients:delete.button')}
        </ButtonLink>
      </Section>
    </OfficeLayout>
  )
}

function Meta({ context: { t, day }, client }: Pick<EditPageProps, 'context' | 'client'>) {
  return (
    <>
      <State tone={client.isActive ? 'ok' : 'off'}>
        {t(client.isActive ? 'ssoClients:state.active' : 'ssoClients:state.disabled')}
      </State>
      <span class="text-muted">{t(`ssoClients:type.${client.clientType}`)}</span>
      <span class="text-muted">{t('ssoClients:meta.created', { day: day(client.createdAt) })}</span>
    </>
  )
}

function secretHint({ t, day }: PageContext, client: SsoClient): string {
  if (client.secretCreatedAt === null) return t('ssoClients:secret.none')
  return t('ssoClients:secret.made', { day: day(client.secretCreatedAt) })
}

function addresses({ t, issuer, otherIssuers }: PageContext, client: SsoClient): CopyItem[] {
  const [other] = otherIssuers
  const hint = other === undefined ? undefined : t('ssoClients:address.also', { address: other })
  return [
    { label: t('ssoClients:address.issuer'), value: issuer, hint },
    { label: t('ssoClients:address.clientId'), value: client.clientId },
    { label: t('ssoClients:address.discovery'), value: issuer + ENDPOINTS.discovery },
    { label: t('ssoClients:address.authorization'), value: issuer + ENDPOINTS.authorization },
    { label: t('ssoClients:address.token'), value: issuer + ENDPOINTS.token },
    { label: t('ssoClients:address.userinfo'), value: issuer + ENDPOINTS.userinfo },
    { label: t('ssoClients:address.keys'), value: issuer + ENDPOINTS.keys },
  ]
}
