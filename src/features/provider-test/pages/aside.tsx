import { ButtonLink } from '../../../ui/button.tsx'
import { HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { Section } from '../../../ui/page-head.tsx'
import type { SsoProvider, SsoProviders } from '../../sso-providers/index.ts'
import { runPage } from '../paths.ts'
import type { PageContext } from '../routes/context.ts'
import type { TestResult, TestRun } from '../types.ts'
import { shortResult } from '../words.ts'

export type Usage = Awaited<ReturnType<SsoProviders['usage']>>

interface AffectedProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly usage: Usage
  /** Nobody can log in with it. */
  readonly isBroken: boolean
}

/** Whom it concerns when the provider does not work. */
export function Affected({ context, provider, usage, isBroken }: AffectedProps) {
  const { t, path, number, seesPeople } = context
  const { customers, onlyWay, loginsIn7Days } = usage
  const facts = { only: number(onlyWay), logins: number(loginsIn7Days) }
  return (
    <Section title={t('providerTest:affected.title')}>
      {customers === 0 ? (
        <p class="text-muted">{t('providerTest:affected.nobody')}</p>
      ) : (
        <>
          <p>{t('providerTest:affected.customers', { count: customers, total: number(customers) })}</p>
          <p>{t('providerTest:affected.only', { count: onlyWay, ...facts })}</p>
          <p>{t('providerTest:affected.logins', { count: loginsIn7Days, ...facts })}</p>
        </>
      )}
      <p class="mt-3 grid gap-2">
        {seesPeople && (
          <ButtonLink small icon="activity" href={`${path('ssologins')}?provider=${provider.id}`}>
            {t('providerTest:affected.toLogins')}
          </ButtonLink>
        )}
        {isBroken && provider.isActive && (
          <ButtonLink small icon="eye-off" href={path(`ssoprovider/${provider.id}/disable`)}>
            {t('providerTest:affected.hide')}
          </ButtonLink>
        )}
      </p>
    </Section>
  )
}

const TONES = { passed: 'ok', warned: 'touch', failed: 'bad' } as const satisfies Record<TestResult, string>

/** What came of the tests before. */
export function EarlierTests({ context, runs }: { context: PageContext; runs: readonly TestRun[] }) {
  const { t, path, instant } = context
  if (runs.length === 0) return null
  const entries = runs.map((run) => ({
    what: (
      <a class="link-ink" href={path(runPage(run))}>
        {shortResult(t, run)}
      </a>
    ),
    by: t('audit:by', { actor: run.actorName, when: instant(run.createdAt) }),
    tone: run.result === null ? undefined : TONES[run.result],
  }))
  return (
    <Section title={t('providerTest:earlier')}>
      <HistoryTimeline entries={entries} />
    </Section>
  )
}
