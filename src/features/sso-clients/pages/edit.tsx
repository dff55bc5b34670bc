import type { Child } from 'hono/jsx'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { SecretOnce } from '../../../ui/copy.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { Monogram, State } from '../../../ui/tags.tsx'
import { SelectField } from '../../../ui/text-fields.tsx'
import type { PageContext } from '../page-context.ts'
import type { ShownSecret } from '../secret-once.ts'
import type { SsoClient } from '../types.ts'
import { Addresses } from './addresses.tsx'
import { type ClientForm, errorOf, FormProblems } from './form/client-form.tsx'
import { ClientFields } from './form/fields.tsx'

interface EditPageProps {
  readonly context: PageContext
  readonly client: SsoClient
  readonly form: ClientForm
  /** The new secret, on the one page that shows it. */
  readonly shown: ShownSecret | null
  /** When the secret before the present one ends, in ms; null without one. */
  readonly formerUntil: number | null
  /** Which of the organizer's issuers is shown. */
  readonly issuer: number
  /** Where the connection can be tested; none without such a page. */
  readonly testHref?: string | undefined
  /** What other features say about this client. */
  readonly sections: readonly (Child | null)[]
}

export function EditPage(props: EditPageProps) {
  const { context, client, form, shown, formerUntil, issuer, testHref, sections } = props
  const { frame, crumbs, t, csrf, path, instant } = context
  const own = `ssoclient/${client.id}`
  const oldSecret =
    formerUntil === null
      ? t('ssoClients:secret.oldEnded')
      : t('ssoClients:secret.oldUntil', { when: instant(formerUntil) })
  return (
    <OfficeLayout frame={frame} title={client.name} crumbs={crumbs} scripts={['copy']}>
      <PageHead
        title={client.name}
        mark={<Mark logo={form.logo} name={client.name} />}
        meta={<Meta {...{ context, client }} />}
        actions={testHref && <ButtonLink href={testHref}>{t('ssoClients:view.test')}</ButtonLink>}
      />
      {shown && (
        <SecretOnce
          title={t(shown.isNew ? 'ssoClients:secret.created' : 'ssoClients:secret.regenerated')}
          secret={shown.secret}
          note={shown.isNew ? undefined : oldSecret}
          labels={frame.labels}
        >
          {t('ssoClients:secret.text')}
        </SecretOnce>
      )}
      {formerUntil !== null && (
        <Notice tone="info" title={t('ssoClients:secret.former', { when: instant(formerUntil) })} class="mb-8">
          <p>{t('ssoClients:secret.formerText')}</p>
          <PostButton post={{ action: path(`${own}/endsecret`), csrf }} formClass="mt-2" small>
            {t('ssoClients:secret.endFormer')}
          </PostButton>
        </Notice>
      )}
      <FormProblems form={form} />
      <div class="max-w-4xl">
        <Addresses context={context} client={client} chosen={issuer} />
      </div>
      <Form action={path(`${own}/edit`)} csrf={csrf} class="max-w-4xl" files>
        <ClientFields form={form} />
        <SecretFields context={context} client={client} form={form} />
        <SaveBar submit={t('words:save')} cancel={{ href: path('ssoclients'), text: t('words:cancel') }} />
      </Form>
      {sections.map((section) => section !== null && <div class="mt-10">{section}</div>)}
      <Section title={t('ssoClients:view.remove')} text={t('ssoClients:delete.hint')} class="mt-10">
        <ButtonLink tone="danger" href={path(`${own}/delete`)}>
          {t('ssoClients:delete.button')}
        </ButtonLink>
      </Section>
    </OfficeLayout>
  )
}

function Mark({ logo, name }: { logo: string | undefined; name: string }) {
  if (logo === undefined) return <Monogram name={name} large />
  return <img class="monogram monogram-lg bg-white object-contain" src={logo} alt="" width="48" height="48" />
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

const OVERLAPS = [
  ['0', 'none'],
  ['3600', 'hour'],
  ['86400', 'day'],
  ['604800', 'week'],
] as const

function SecretFields({ context, client, form }: Pick<EditPageProps, 'context' | 'client' | 'form'>) {
  const { t } = context
  return (
    <FormSection title={t('ssoClients:section.secret')} hint={secretHint(context, client)}>
      {client.secretHash !== null && (
        <>
          <CheckboxField
            name="regenerate"
            label={t('ssoClients:label.regenerate')}
            hint={t('ssoClients:hint.regenerate')}
            checked={form.values.tick.regenerate}
          />
          <SelectField
            name="secret_overlap"
            label={t('ssoClients:label.secret_overlap')}
            class="max-w-60"
            value={form.values.text.secret_overlap}
            error={errorOf(form, 'secret_overlap')}
            options={OVERLAPS.map(([value, word]) => ({ value, label: t(`ssoClients:option.overlap.${word}`) }))}
          />
        </>
      )}
    </FormSection>
  )
}

function secretHint({ t, day }: PageContext, client: SsoClient): string {
  if (client.clientType === 'public') return t('ssoClients:secret.nonePublic')
  if (client.secretCreatedAt === null) return t('ssoClients:secret.none')
  return t('ssoClients:secret.made', { day: day(client.secretCreatedAt) })
}
