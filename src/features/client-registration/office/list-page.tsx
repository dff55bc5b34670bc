import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { CopyList, SecretOnce } from '../../../ui/copy.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import { stateOf } from '../rules.ts'
import type { InitialToken } from '../types.ts'
import type { PageContext } from './context.ts'

interface ListPageProps {
  readonly context: PageContext
  readonly tokens: readonly InitialToken[]
  /** In ms. */
  readonly now: number
  /** The new token, on the one page that shows it. */
  readonly shown: string | null
}

export function ListPage({ context, tokens, now, shown }: ListPageProps) {
  const { frame, crumbs, t, path, csrf, registrationUrl, isOffered } = context
  const create = (
    <ButtonLink tone="primary" icon="plus" href={path('ssoregistration/add')}>
      {t('clientRegistration:create')}
    </ButtonLink>
  )
  return (
    <OfficeLayout frame={frame} title={t('clientRegistration:title')} crumbs={crumbs} scripts={['copy']}>
      <PageHead
        title={t('clientRegistration:title')}
        text={t('clientRegistration:intro')}
        actions={tokens.length > 0 ? create : undefined}
      />
      {!isOffered && (
        <Notice tone="warn" title={t('clientRegistration:off.title')} class="mb-6">
          <p>{t('clientRegistration:off.text')}</p>
          <PostButton
            post={{ action: path('ssoregistration/switch'), csrf }}
            fields={{ to: 'on' }}
            formClass="mt-3"
            small
          >
            {t('clientRegistration:off.submit')}
          </PostButton>
        </Notice>
      )}
      {shown !== null && (
        <SecretOnce title={t('clientRegistration:secret.title')} secret={shown} labels={frame.labels}>
          {t('clientRegistration:secret.text')}
        </SecretOnce>
      )}
      <div class="mb-8">
        <CopyList items={[{ label: t('clientRegistration:address'), value: registrationUrl }]} labels={frame.labels} />
      </div>
      {tokens.length === 0 ? (
        <EmptyState title={t('clientRegistration:emptyTitle')} text={t('clientRegistration:emptyText')}>
          {create}
        </EmptyState>
      ) : (
        <Section title={t('clientRegistration:caption')} hideTitle>
          <DataTable caption={t('clientRegistration:caption')} columns={columns(context, now)} rows={[...tokens]} />
        </Section>
      )}
      {isOffered && (
        <Section title={t('clientRegistration:on.title')} text={t('clientRegistration:on.text')} class="mt-10">
          <PostButton post={{ action: path('ssoregistration/switch'), csrf }} fields={{ to: 'off' }} tone="danger">
            {t('clientRegistration:on.submit')}
          </PostButton>
        </Section>
      )}
    </OfficeLayout>
  )
}

function columns({ t, path, instant }: PageContext, now: number): Column<InitialToken>[] {
  const state = (token: InitialToken) => {
    const word = stateOf(token, now)
    return <State tone={word === 'live' ? 'ok' : 'off'}>{t(`clientRegistration:state.${word}`)}</State>
  }
  return [
    {
      head: t('clientRegistration:column.name'),
      rowHeader: true,
      cell: ({ name, usesLeft, expiresAt }) => (
        <>
          {name}
          <span class="hint block md:hidden">
            {t('clientRegistration:left', { count: usesLeft, until: instant(expiresAt) })}
          </span>
        </>
      ),
    },
    { head: t('clientRegistration:column.state'), cell: state },
    { head: t('clientRegistration:column.uses'), end: true, from: 'md', cell: ({ usesLeft }) => usesLeft },
    { head: t('clientRegistration:column.until'), from: 'md', cell: ({ expiresAt }) => instant(expiresAt) },
    {
      head: t('clientRegistration:column.revoke'),
      end: true,
      cell: ({ id, name }) => (
        <ButtonLink tone="danger" small href={path(`ssoregistration/${id}/revoke`)}>
          {t('clientRegistration:revoke.link')}
          <span class="sr-only"> {name}</span>
        </ButtonLink>
      ),
    },
  ]
}
