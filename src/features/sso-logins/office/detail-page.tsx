import { ButtonLink } from '../../../ui/button.tsx'
import { Snippet } from '../../../ui/copy.tsx'
import { fieldId } from '../../../ui/field.tsx'
import { type Fact, Facts } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import type { EntryContext } from '../../refused-requests/index.ts'
import { explain } from '../explain.ts'
import type { SsoLoginRecord } from '../types.ts'

interface DetailPageProps {
  readonly context: EntryContext
  readonly login: SsoLoginRecord
  /** Name of the provider; null when it is gone. */
  readonly provider: string | null
  /** Whose account it was; null for none that there still is. */
  readonly customer: { readonly identifier: string; readonly email: string | null } | null
}

/** The title of an entry's page. */
export function titleOf({ t, instant }: Pick<EntryContext, 't' | 'instant'>, login: SsoLoginRecord): string {
  return login.reference === null
    ? t('ssoLogins:detail.titleGood', { when: instant(login.at) })
    : t('ssoLogins:detail.title', { reference: login.reference })
}

export function DetailPage({ context, login, provider, customer }: DetailPageProps) {
  const { frame, crumbs, t, path } = context
  const { why, fix, setting } = explain(t, login.outcome)
  const title = titleOf(context, login)
  const settings = path(`ssoprovider/${login.providerId}/edit`)
  const said = Object.entries(login.detail).filter(isFirst)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        actions={provider !== null && <ButtonLink href={settings}>{t('ssoLogins:detail.toProvider')}</ButtonLink>}
      />
      <div class="grid gap-8">
        <Section title={t('ssoLogins:detail.why')}>
          <p class="max-w-prose text-base">{why}</p>
        </Section>
        {login.reference !== null && (
          <Section title={t('ssoLogins:detail.fix')}>
            <p class="max-w-prose text-base">{fix}</p>
            {setting !== null && provider !== null && (
              <p class="mt-2">
                <a class="link" href={`${settings}#${fieldId(setting)}`}>
                  {t('ssoLogins:detail.toSetting')}
                </a>
              </p>
            )}
          </Section>
        )}
        <Section title={t('ssoLogins:detail.facts')}>
          <Facts items={facts(context, login, provider, customer)} columns={3} ruled />
        </Section>
        {said.length > 0 && (
          <Section title={t('ssoLogins:detail.said')}>
            <Facts items={said.map(([label, value]) => ({ label, value: <Code>{value}</Code> }))} columns={1} ruled />
          </Section>
        )}
        <Section title={t('ssoLogins:detail.claims')} text={login.claims && t('ssoLogins:detail.claimsText')}>
          {login.claims === null ? (
            <p class="max-w-prose text-muted">{t('ssoLogins:detail.noClaims')}</p>
          ) : (
            <Snippet name={t('ssoLogins:detail.claimsName')} code={JSON.stringify(login.claims, null, 2)} />
          )}
        </Section>
      </div>
    </OfficeLayout>
  )
}

/** What was said under two names stands once. */
function isFirst([, value]: [string, string], index: number, all: [string, string][]): boolean {
  return all.findIndex(([, other]) => other === value) === index
}

function facts(
  { t, instant, path }: EntryContext,
  login: SsoLoginRecord,
  provider: string | null,
  customer: DetailPageProps['customer'],
): Fact[] {
  const { person } = login
  return [
    { label: t('ssoLogins:detail.when'), value: instant(login.at) },
    { label: t('ssoLogins:detail.provider'), value: provider ?? t('ssoLogins:goneProvider') },
    { label: t('ssoLogins:detail.outcome'), value: <Code>{login.outcome}</Code> },
    ...(login.count > 1
      ? [{ label: t('ssoLogins:detail.times'), value: t('ssoLogins:times', { count: login.count }) }]
      : []),
    ...(person === null
      ? []
      : [
          { label: t('ssoLogins:detail.issuer'), value: <Code>{person.issuer}</Code> },
          { label: t('ssoLogins:detail.subject'), value: <Code>{person.subject}</Code> },
        ]),
    ...(customer === null
      ? []
      : [
          {
            label: t('ssoLogins:detail.customer'),
            value: (
              <a class="link" href={path(`customer/${customer.identifier}`)}>
                {customer.email ?? customer.identifier}
              </a>
            ),
          },
        ]),
  ]
}

function Code({ children }: { children: string }) {
  return <code class="[overflow-wrap:anywhere]">{children}</code>
}
