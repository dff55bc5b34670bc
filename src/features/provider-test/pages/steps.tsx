import { type Check, Checks } from '../../../ui/checks.tsx'
import { fieldId } from '../../../ui/field.tsx'
import { Findings, WireLines } from '../../../ui/findings.tsx'
import type { PageContext } from '../routes/context.ts'
import type { Step, TestRun } from '../types.ts'
import { findingWords, settingWords, stepTitle, stepWords } from '../words.ts'

interface StepsProps {
  readonly context: PageContext
  readonly run: TestRun
  readonly seesPerson: boolean
}

/** Steps whose values name the person. */
const OF_PERSON = ['login', 'exchange', 'token', 'userinfo']
/** So many checks of a step that passed stand open; more are folded. */
const MOST_SHOWN = 2

/** The list of a run, in the order in which it ran. */
export function StepList({ context, run, seesPerson }: StepsProps) {
  const { t } = context
  const names = {
    pass: t('providerTest:name.pass'),
    warn: t('providerTest:name.warn'),
    fail: t('providerTest:name.fail'),
    skip: t('providerTest:name.skip'),
  }
  const checks = run.report.steps.map((step) => checkOf(context, run, seesPerson ? step : withoutValues(step)))
  return <Checks checks={checks} names={names} />
}

function checkOf(context: PageContext, run: TestRun, step: Step): Check {
  const { t } = context
  const { said, todo, setting } = stepWords(t, step)
  const hasMore = said.length > 0 || todo !== null || setting !== null || hasLines(step) || step.findings.length > 0
  return {
    result: step.result,
    title: stepTitle(t, step),
    time: timeOf(context, step),
    more: hasMore ? <More context={context} run={run} step={step} /> : undefined,
  }
}

function timeOf({ t, seconds }: PageContext, { result, ms }: Step): string | undefined {
  if (result === 'skip' && ms === null) return t('providerTest:notRun')
  if (ms === null) return undefined
  if (ms >= 1000) return t('providerTest:seconds', { seconds: seconds(ms) })
  return `${ms < 1 ? '< 1' : ms} ms`
}

function More({ context, run, step }: { context: PageContext; run: TestRun; step: Step }) {
  const { t } = context
  const { said, todo, setting } = stepWords(t, step)
  const { findings, result } = step
  const isFolded = result === 'pass' && findings.length > MOST_SHOWN
  const marks = { good: t('providerTest:good'), bad: t('providerTest:bad') }
  const shown = findings.map((finding) => ({ isGood: finding.isGood, text: findingWords(t, finding) }))
  const list = findings.length > 0 && <Findings findings={shown} words={marks} />
  return (
    <>
      {said.map((text) => (
        <p class="max-w-prose [overflow-wrap:anywhere]">{text}</p>
      ))}
      {!isFolded && list}
      {(todo !== null || setting !== null) && <WhatToDo {...{ context, run, step, todo, setting }} />}
      {(isFolded || hasLines(step)) && (
        <details class="mt-1">
          <summary class="link cursor-pointer text-ui">
            {isFolded && t('providerTest:verified', { count: findings.length })}
            {isFolded && hasLines(step) && '. '}
            {hasLines(step) && t('providerTest:details')}
          </summary>
          {isFolded && list}
          <WireLines title={t('providerTest:sent')} about={stepTitle(t, step)} lines={step.sent} />
          <WireLines title={t('providerTest:answered')} about={stepTitle(t, step)} lines={step.answered} />
        </details>
      )}
    </>
  )
}

interface WhatToDoProps {
  readonly context: PageContext
  readonly run: TestRun
  readonly step: Step
  readonly todo: string | null
  readonly setting: string | null
}

function WhatToDo({ context: { t, path }, run, step, todo, setting }: WhatToDoProps) {
  const edit = `${path(`ssoprovider/${run.providerId}/edit`)}#${fieldId(setting ?? '')}`
  return (
    <>
      {todo !== null && (
        <>
          <p class="h-sub mt-2">{t('providerTest:whatToDo')}</p>
          <p class="max-w-prose">{todo}</p>
        </>
      )}
      <p class="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {setting !== null && (
          <a class="link" href={edit}>
            {settingWords(t, setting)}
          </a>
        )}
        {step.result === 'fail' && (
          <a class="link" href={path(`ssoprovider/${run.providerId}/test/${run.id}/report.txt`)}>
            {t('providerTest:toReport')}
          </a>
        )}
      </p>
    </>
  )
}

function hasLines({ sent, answered }: Step): boolean {
  return sent.length > 0 || answered.length > 0
}

/** For those who may not read what a provider says of people. */
function withoutValues(step: Step): Step {
  if (!OF_PERSON.includes(step.name)) return step
  return { ...step, answered: [], findings: step.findings.filter(({ what }) => !what.endsWith('.sub')) }
}
