import { deviceOf } from '../../../platform/devices/device.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { Chip, IconMark } from '../../../ui/tags.tsx'
import { officePath } from '../../office-access/index.ts'
import type { TeamOfUser } from '../types.ts'
import { userPath } from './context.ts'
import type { DetailPageProps } from './detail-props.ts'

const FROM_BACKEND = /^backend:/

/** Where somebody works, and who put them there. */
export function TeamsSection({ context, user, teams }: DetailPageProps) {
  const { t, backendName } = context
  const source = (word: string) =>
    FROM_BACKEND.test(word)
      ? t('staffAdmin:detail.granted', { backend: backendName(word.replace(FROM_BACKEND, '')) })
      : t('staffAdmin:detail.manual')
  return (
    <Section title={t('staffAdmin:detail.teams')}>
      {teams.length === 0 ? (
        <p class="text-muted">{t(user.isAdmin ? 'staffAdmin:detail.noTeamsAdmin' : 'staffAdmin:detail.noTeams')}</p>
      ) : (
        <DataTable<TeamOfUser>
          caption={t('staffAdmin:detail.teams')}
          rows={teams}
          columns={[
            {
              head: t('staffAdmin:detail.organizer'),
              rowHeader: true,
              cell: ({ organizer, slug }) => (
                <a class="link-ink" href={officePath(slug)}>
                  {organizer}
                </a>
              ),
            },
            { head: t('staffAdmin:detail.team'), cell: ({ team }) => team },
            { head: t('staffAdmin:detail.source'), from: 'sm', cell: (team) => source(team.source) },
          ]}
        />
      )}
    </Section>
  )
}

/** What somebody proves a login with, beside the first factor. */
export function FactorsSection({ context, user, factors, recoveryCodes }: DetailPageProps) {
  const { t, day, instant } = context
  return (
    <Section
      title={t('staffAdmin:detail.factors')}
      aside={
        factors.length > 0 ? (
          <ButtonLink small tone="danger" href={userPath(user, 'factors')}>
            {t('staffAdmin:menu.factors')}
          </ButtonLink>
        ) : undefined
      }
    >
      {factors.length === 0 ? (
        <p class="text-muted">{t('staffAdmin:detail.noFactors')}</p>
      ) : (
        <Rows>
          {factors.map(({ kind, name, createdAt, lastUsedAt }) => (
            <Row
              mark={<IconMark icon={kind === 'passkey' ? 'fingerprint' : 'smartphone'} />}
              title={name || t(`staffAdmin:factorKind.${kind}`)}
              hint={t('staffAdmin:detail.factorHint', {
                kind: t(`staffAdmin:factorKind.${kind}`),
                day: day(createdAt),
                used: lastUsedAt === null ? t('words:never') : instant(lastUsedAt),
              })}
            />
          ))}
        </Rows>
      )}
      {recoveryCodes > 0 && <p class="hint mt-2">{t('staffAdmin:detail.codes', { count: recoveryCodes })}</p>}
    </Section>
  )
}

/** Where somebody is logged in. */
export function SessionsSection({ context, user, sessions }: DetailPageProps) {
  const { t, instant } = context
  return (
    <Section
      title={t('staffAdmin:detail.sessions')}
      aside={
        sessions.length > 0 ? (
          <ButtonLink small tone="danger" href={userPath(user, 'sessions')}>
            {t('staffAdmin:menu.sessions')}
          </ButtonLink>
        ) : undefined
      }
    >
      {sessions.length === 0 ? (
        <p class="text-muted">{t('staffAdmin:detail.noSessions')}</p>
      ) : (
        <Rows>
          {sessions.map(({ userAgent, ipPrefix, lastUsedAt, createdAt, isLong }) => {
            const { browser, system, isPhone } = deviceOf(userAgent)
            const device = [browser, system].filter(Boolean).join(', ')
            return (
              <Row
                mark={<IconMark icon={isPhone ? 'smartphone' : 'monitor'} />}
                title={device || t('staffAdmin:detail.unknownDevice')}
                hint={t('staffAdmin:detail.sessionHint', {
                  since: instant(createdAt),
                  used: instant(lastUsedAt),
                  network: ipPrefix,
                })}
              >
                {isLong && <Chip>{t('staffAdmin:detail.long')}</Chip>}
              </Row>
            )
          })}
        </Rows>
      )}
    </Section>
  )
}
