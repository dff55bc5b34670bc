import { formatInstant } from '../../../platform/i18n/format.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import { officePath } from '../../office-access/index.ts'
import type { TeamSection } from '../../teams/index.ts'
import type { ApiTokens } from '../api-tokens.ts'
import { stateOf } from '../rules.ts'
import type { ApiToken } from '../types.ts'

interface Deps {
  readonly apiTokens: Pick<ApiTokens, 'list'>
  readonly clock: { now(): number }
}

/** The API tokens on the page of their team. */
export function tokensSection({ apiTokens, clock }: Deps): TeamSection {
  return async ({ t, locale, organizer }, _reply, { team, canManage }) => {
    const tokens = await apiTokens.list(team)
    const now = clock.now()
    const path = (page: string) => officePath(organizer.slug, `team/${team.id}/${page}`)
    const instant = (ms: number) => formatInstant(ms, locale, organizer.timeZone)
    const state = (token: ApiToken) => {
      const word = stateOf(token, now)
      return <State tone={word === 'active' ? 'ok' : 'off'}>{t(`apiTokens:state.${word}`)}</State>
    }
    const columns: Column<ApiToken>[] = [
      {
        head: t('apiTokens:column.name'),
        rowHeader: true,
        class: 'break-words max-lg:[overflow-wrap:anywhere]',
        cell: ({ name, hint }) => (
          <>
            {name}
            <span class="hint block">{t('apiTokens:hint', { hint })}</span>
          </>
        ),
      },
      { head: t('apiTokens:column.state'), cell: state },
      {
        head: t('apiTokens:column.lastUsed'),
        from: 'md',
        cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('apiTokens:never') : instant(lastUsedAt)),
      },
      {
        head: t('apiTokens:column.expires'),
        from: 'md',
        cell: ({ expiresAt }) => (expiresAt === null ? t('apiTokens:noEnd') : instant(expiresAt)),
      },
      {
        head: t('apiTokens:column.action'),
        end: true,
        hideHead: true,
        cell: ({ id, name }) =>
          canManage && (
            <ButtonLink small href={path(`tokens/${id}`)}>
              {t('apiTokens:look')}
              <span class="sr-only"> {name}</span>
            </ButtonLink>
          ),
      },
    ]
    return (
      <Section title={t('apiTokens:title')} text={t('apiTokens:intro')}>
        {tokens.length === 0 ? (
          <p class="text-muted">{t('apiTokens:empty')}</p>
        ) : (
          <DataTable caption={t('apiTokens:caption', { team: team.name })} columns={columns} rows={tokens} />
        )}
        {canManage && (
          <p class="mt-4">
            <ButtonLink icon="plus" href={path('tokens/add')}>
              {t('apiTokens:create')}
            </ButtonLink>
          </p>
        )}
      </Section>
    )
  }
}
