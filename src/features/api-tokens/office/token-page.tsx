import { ButtonLink } from '../../../ui/button.tsx'
import { SecretOnce } from '../../../ui/copy.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { stateOf } from '../rules.ts'
import type { ApiToken } from '../types.ts'
import type { PageContext } from './context.ts'

interface TokenPageProps {
  readonly context: PageContext
  readonly token: ApiToken
  /** The secret, on the one page that shows it. */
  readonly shown: string | null
  /** ms */
  readonly now: number
}

export function TokenPage({ context, token, shown, now }: TokenPageProps) {
  const { frame, crumbs, t, path, instant } = context
  const state = stateOf(token, now)
  const actions = (
    <>
      <ButtonLink href={path()}>{t('apiTokens:one.back')}</ButtonLink>
      {state === 'active' && (
        <ButtonLink tone="danger" href={path(`tokens/${token.id}/revoke`)}>
          {t('apiTokens:one.revoke')}
        </ButtonLink>
      )}
    </>
  )
  return (
    <OfficeLayout frame={frame} title={token.name} crumbs={crumbs} scripts={['copy']}>
      <PageHead title={token.name} actions={actions} />
      {shown !== null && (
        <SecretOnce title={t('apiTokens:one.onceTitle')} secret={shown} labels={frame.labels}>
          {t('apiTokens:one.onceText')}
        </SecretOnce>
      )}
      <Facts
        ruled
        items={[
          { label: t('apiTokens:column.state'), value: t(`apiTokens:state.${state}`) },
          { label: t('apiTokens:column.token'), value: t('apiTokens:hint', { hint: token.hint }) },
          { label: t('apiTokens:one.created'), value: instant(token.createdAt) },
          {
            label: t('apiTokens:column.expires'),
            value: token.expiresAt === null ? t('apiTokens:noEnd') : instant(token.expiresAt),
          },
          {
            label: t('apiTokens:column.lastUsed'),
            value: token.lastUsedAt === null ? t('apiTokens:never') : instant(token.lastUsedAt),
          },
        ]}
      />
    </OfficeLayout>
  )
}

export function RevokePage({ context, token }: Pick<TokenPageProps, 'context' | 'token'>) {
  const { frame, crumbs, t, path, csrf } = context
  const title = t('apiTokens:revoke.title', { name: token.name })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('apiTokens:revoke.text')}
        consequences={[t('apiTokens:revoke.stays')]}
        post={{ action: path(`tokens/${token.id}/revoke`), csrf }}
        submit={t('apiTokens:revoke.submit')}
        tone="danger-solid"
        cancel={{ href: path(), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
