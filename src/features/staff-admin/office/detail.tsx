import type { Child } from 'hono/jsx'
import { languageName } from '../../../platform/i18n/format.ts'
import { ActionMenu, ButtonLink, type MenuItem } from '../../../ui/button.tsx'
import { HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section, WithAside } from '../../../ui/page-head.tsx'
import { Chip } from '../../../ui/tags.tsx'
import { ANONYMIZED, impersonationProblem, isAnonymised, NATIVE } from '../rules.ts'
import { ACTS } from './acts.ts'
import { userName, userPath } from './context.ts'
import type { DetailPageProps } from './detail-props.ts'
import { FactorsSection, SessionsSection, TeamsSection } from './detail-sections.tsx'
import { UserState } from './user-state.tsx'

export function DetailPage(props: DetailPageProps) {
  const { context, user, history } = props
  const { frame, crumbs, t, day, backendName, isConfigured } = context
  const title = userName(user, t)
  const gone = isAnonymised(user)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        meta={
          <>
            <UserState user={user} t={t} />
            {user.isAdmin && <Chip icon="shield-check">{t('staffAdmin:list.admin')}</Chip>}
            <span class="text-muted">{t('staffAdmin:detail.since', { day: day(user.createdAt) })}</span>
          </>
        }
        actions={gone ? undefined : <Actions {...props} />}
      />
      {!gone && !isConfigured(user.authBackend) && (
        <Notice
          class="mb-6"
          tone="warn"
          title={t('staffAdmin:detail.notConfigured', { backend: backendName(user.authBackend) })}
        >
          <p>{t('staffAdmin:detail.notConfiguredText')}</p>
        </Notice>
      )}
      <WithAside
        aside={
          <Section title={t('staffAdmin:detail.history')}>
            {history.length === 0 ? (
              <p class="text-muted">{t('staffAdmin:detail.noHistory')}</p>
            ) : (
              <HistoryTimeline entries={history} />
            )}
            <p class="mt-3 flex flex-wrap gap-x-4 gap-y-1">
              <a class="link" href={userPath(user, 'history')}>
                {t('staffAdmin:detail.whole')}
              </a>
              <a class="link" href={userPath(user, 'history?only=logins')}>
                {t('staffAdmin:detail.logins')}
              </a>
            </p>
          </Section>
        }
      >
        <Section title={t('staffAdmin:detail.data')} hideTitle>
          <Facts columns={3} ruled items={facts(props)} />
        </Section>
        <TeamsSection {...props} />
        {!gone && <FactorsSection {...props} />}
        {!gone && <SessionsSection {...props} />}
      </WithAside>
    </OfficeLayout>
  )
}

function Actions({ context, user, holdings, passwordLinks, targets }: DetailPageProps) {
  const { t, admin } = context
  const acts: MenuItem[] = ACTS.filter((act) => act.isOffered(user, holdings, passwordLinks)).map((act) => ({
    href: userPath(user, act.path),
    text: t(`staffAdmin:menu.${act.path}`),
    icon: act.icon,
    danger: act.danger,
  }))
  const isHarmless = (item: MenuItem) => !item.danger
  return (
    <>
      <ButtonLink tone="primary" icon="pencil" href={userPath(user, 'edit')}>
        {t('staffAdmin:detail.edit')}
      </ButtonLink>
      {impersonationProblem(admin, user) === null && (
        <ButtonLink icon="eye" href={userPath(user, 'impersonate')}>
          {t('staffAdmin:detail.impersonate')}
        </ButtonLink>
      )}
      <ActionMenu
        label={t('staffAdmin:detail.more')}
        items={[
          ...acts.filter(isHarmless),
          ...(holdings.factors > 0
            ? [{ href: userPath(user, 'recovery-code'), text: t('staffAdmin:menu.code'), icon: 'life-buoy' as const }]
            : []),
          ...(targets.some((target) => target !== NATIVE || user.authBackend !== NATIVE)
            ? [{ href: userPath(user, 'move'), text: t('staffAdmin:menu.move'), icon: 'git-compare-arrows' as const }]
            : []),
          ...acts.filter((item) => item.danger),
        ]}
      />
    </>
  )
}

function facts({ context, user, holdings }: DetailPageProps) {
  const { t, instant, backendName } = context
  const none = <span class="text-muted">{t('words:none')}</span>
  const isNative = user.authBackend === NATIVE
  const all: { label: string; value: Child }[] = [
    { label: t('staffAdmin:field.email'), value: <span class="[overflow-wrap:anywhere]">{user.email}</span> },
    { label: t('staffAdmin:field.backend'), value: backendName(user.authBackend) },
    {
      label: t('staffAdmin:field.lastLogin'),
      value: user.lastLoginAt === null ? t('words:never') : instant(user.lastLoginAt),
    },
  ]
  if (!isNative && user.authBackend !== ANONYMIZED) {
    const identifier = user.authBackendIdentifier
    all.push({
      label: t('staffAdmin:field.identifier'),
      value: identifier === null ? none : <code class="[overflow-wrap:anywhere]">{identifier}</code>,
    })
  }
  if (isNative) {
    all.push({
      label: t('staffAdmin:field.password'),
      value: t(
        `staffAdmin:password.${holdings.hasPassword ? (user.needsPasswordChange ? 'mustChange' : 'chosen') : 'none'}`,
      ),
    })
  }
  all.push({ label: t('staffAdmin:field.locale'), value: languageName(user.locale) })
  all.push({ label: t('staffAdmin:field.timeZone'), value: user.timeZone.replaceAll('_', ' ') })
  return all
}
