import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CopyList } from '../../../ui/copy.tsx'
import { CsrfField } from '../../../ui/csrf-field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, WithAside } from '../../../ui/page-head.tsx'
import type { SsoProvider } from '../../sso-providers/index.ts'
import { runPage } from '../paths.ts'
import type { PageContext } from '../routes/context.ts'
import type { TestRun } from '../types.ts'
import { headline } from '../words.ts'
import { Affected, EarlierTests, type Usage } from './aside.tsx'
import { PersonSections } from './person.tsx'
import { StepList } from './steps.tsx'

interface RunPageProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly run: TestRun
  /** Where the login of the test begins; null when it cannot any more. */
  readonly login: string | null
  /** The page does not look again by itself. */
  readonly isStill: boolean
  readonly seesPerson: boolean
  readonly usage: Usage
  /** Newest first; the run may be among them. */
  readonly earlier: readonly TestRun[]
}

export function RunPage(props: RunPageProps) {
  const { context, provider, run, login, seesPerson, usage, earlier } = props
  const { frame, crumbs, t, name } = context
  const { title, text } = headline(t, name, run)
  const isUnderWay = run.state === 'waiting' || run.state === 'begun'
  const { person } = run.report
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs} scripts={['copy']}>
      <PageHead title={title} text={text} actions={<Actions {...props} />} />
      <WithAside
        aside={
          <>
            <Affected context={context} provider={provider} usage={usage} isBroken={run.result === 'failed'} />
            <EarlierTests context={context} runs={earlier.filter(({ id }) => id !== run.id)} />
          </>
        }
      >
        {(isUnderWay || run.state === 'over') && <UnderWay {...props} login={login} />}
        <StepList context={context} run={run} seesPerson={seesPerson} />
        {person !== null && seesPerson && <PersonSections context={context} provider={provider} person={person} />}
        {person !== null && !seesPerson && <p class="max-w-prose text-muted">{t('providerTest:person.hidden')}</p>}
      </WithAside>
    </OfficeLayout>
  )
}

function Actions({ context, provider, run, login }: RunPageProps) {
  const { t, csrf, path } = context
  return (
    <form method="post" action={path(`ssoprovider/${provider.id}/test`)} class="flex flex-wrap gap-2">
      <CsrfField token={csrf} />
      <Button tone={login === null ? 'primary' : 'plain'} icon="rotate-cw">
        {t('providerTest:again')}
      </Button>
      {run.state === 'done' && (
        <ButtonLink icon="file-text" href={path(`${runPage(run)}/report.txt`)}>
          {t('providerTest:report.button')}
        </ButtonLink>
      )}
    </form>
  )
}

/** What to do while the login is still to come. */
function UnderWay({ context, run, login, isStill }: RunPageProps) {
  const { t, path, frame, name } = context
  const here = path(runPage(run))
  const { redirectUri, clientId } = run.report
  const items = [
    { label: t('providerTest:waiting.redirectUri'), value: redirectUri },
    { label: t('providerTest:waiting.clientId'), value: clientId },
  ]
  return (
    <section class="panel" aria-label={t('providerTest:waiting.label')}>
      <div class="panel-body grid gap-4">
        {login !== null && (
          <p>
            <ButtonLink href={login} tone="primary" iconEnd="external-link" newTab>
              {t('providerTest:waiting.logIn')}
              <span class="sr-only"> {t('providerTest:waiting.newTab')}</span>
            </ButtonLink>
          </p>
        )}
        {run.state !== 'over' && (
          <p class="max-w-prose text-muted">
            {isStill ? t('providerTest:waiting.still') : t('providerTest:waiting.looks')}{' '}
            <a class="link" href={here}>
              {t('providerTest:waiting.look')}
            </a>
            {!isStill && (
              <>
                {' · '}
                <a class="link" href={`${here}?still=1`}>
                  {t('providerTest:waiting.stop')}
                </a>
              </>
            )}
          </p>
        )}
        <div>
          <p class="mb-2 max-w-prose">{t('providerTest:waiting.errorThere', { name })}</p>
          <CopyList items={items} labels={frame.labels} />
        </div>
        {run.state === 'over' && <Notice tone="warn" title={t('providerTest:waiting.over')} />}
      </div>
    </section>
  )
}
