import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { type Check, Checks } from '../../../ui/checks.tsx'
import { Findings, WireLines } from '../../../ui/findings.tsx'
import { type OfficeFrame, OfficeLayout } from '../../../ui/office-layout.tsx'
import { type Crumb, PageHead, Section } from '../../../ui/page-head.tsx'
import type { SsoClient } from '../../sso-clients/index.ts'
import type { Report, Step } from '../types.ts'

export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly instant: (ms: number) => string
  /** With one digit after the point. */
  readonly seconds: (ms: number) => string
}

interface TestPageProps {
  readonly context: PageContext
  readonly client: SsoClient
  /** null before the test was run. */
  readonly report: Report | null
}

export function TestPage(props: TestPageProps) {
  const { context, client, report } = props
  const { frame, crumbs, t, path, csrf } = context
  const title = report ? t(`connectionTest:result.${report.result}`, { name: client.name }) : t('connectionTest:title')
  const post = { action: path(`ssoclient/${client.id}/test`), csrf }
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        text={report ? resultText(t, report) : t('connectionTest:intro')}
        meta={report && <RanAt context={context} report={report} />}
        actions={
          <>
            <PostButton post={post} tone="primary" icon={report ? 'rotate-cw' : 'activity'}>
              {t(report ? 'connectionTest:again' : 'connectionTest:run')}
            </PostButton>
            <ButtonLink href={path(`ssoclient/${client.id}/edit`)}>{t('connectionTest:toClient')}</ButtonLink>
          </>
        }
      />
      {report ? <Result t={t} report={report} /> : <WhatIsTested t={t} />}
      <p class="mt-8 max-w-prose text-muted">
        {t('connectionTest:notTested')}{' '}
        <a class="link" href={`${path('ssorefusals')}?client=${client.id}`}>
          {t('connectionTest:refusals')}
        </a>
      </p>
    </OfficeLayout>
  )
}

function RanAt({ context: { t, instant, seconds }, report }: Pick<TestPageProps, 'context'> & { report: Report }) {
  const facts = { when: instant(report.startedAt), seconds: seconds(report.ms), issuer: report.issuer }
  return <span class="text-muted [overflow-wrap:anywhere]">{t('connectionTest:ranAt', facts)}</span>
}

function resultText(t: Translate, { result, groups }: Report): string {
  const steps = groups.flatMap((group) => group.steps)
  const count = result === 'pass' ? steps.length : steps.filter((step) => step.result === result).length
  return t(`connectionTest:resultText.${result}`, { count })
}

function WhatIsTested({ t }: { t: Translate }) {
  return (
    <Section title={t('connectionTest:whatTitle')}>
      <ul class="grid max-w-prose list-disc gap-1 ps-5">
        <li>{t('connectionTest:what.flows')}</li>
        <li>{t('connectionTest:what.wrong')}</li>
        <li>{t('connectionTest:what.network')}</li>
      </ul>
    </Section>
  )
}

function Result({ t, report }: { t: Translate; report: Report }) {
  const names = {
    pass: t('connectionTest:name.pass'),
    warn: t('connectionTest:name.warn'),
    fail: t('connectionTest:name.fail'),
    skip: t('connectionTest:name.skip'),
  }
  return (
    <div class="grid gap-8">
      {report.groups.map(({ title, steps }) => (
        <Section title={say(t, title)}>
          <Checks checks={steps.map((step) => checkOf(t, step))} names={names} />
        </Section>
      ))}
    </div>
  )
}

function checkOf(t: Translate, step: Step): Check {
  const { result, ms } = step
  const hasMore = step.advice || step.findings.length > 0 || step.sent.length > 0 || step.answered.length > 0
  return {
    result,
    title: say(t, step.title),
    time: ms === null ? t('connectionTest:notRun') : `${ms < 1 ? '< 1' : ms} ms`,
    more: hasMore ? <More t={t} step={step} /> : undefined,
  }
}

/** So many findings of a step that passed stand below it; more are folded. */
const MOST_SHOWN = 2

function More({ t, step: { title, result, advice, findings, sent, answered } }: { t: Translate; step: Step }) {
  const about = say(t, title)
  const isFolded = result === 'pass' && findings.length > MOST_SHOWN
  const words = { good: t('connectionTest:good'), bad: t('connectionTest:bad') }
  const shown = findings.map(({ isGood, text }) => ({ isGood, text: say(t, text) }))
  const found = findings.length > 0 && <Findings findings={shown} words={words} />
  const hasLines = sent.length > 0 || answered.length > 0
  return (
    <>
      {advice && <p class="max-w-prose [overflow-wrap:anywhere]">{say(t, advice)}</p>}
      {!isFolded && found}
      {(isFolded || hasLines) && (
        <details class="mt-1">
          <summary class="link cursor-pointer text-ui">
            {isFolded && `${t('connectionTest:verified', { count: findings.length })}. `}
            {hasLines && t('connectionTest:details')}
          </summary>
          {isFolded && found}
          <WireLines title={t('connectionTest:sent')} about={about} lines={sent} />
          <WireLines title={t('connectionTest:answered')} about={about} lines={answered} />
        </details>
      )}
    </>
  )
}
