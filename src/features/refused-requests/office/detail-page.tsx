import { ButtonLink } from '../../../ui/button.tsx'
import { CopyList } from '../../../ui/copy.tsx'
import { type Fact, Facts } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { type Explanation, explain } from '../explain.ts'
import type { Refusal } from '../types.ts'
import type { EntryContext } from './context.ts'

interface DetailPageProps {
  readonly context: EntryContext
  readonly refusal: Refusal
  /** Whose request it was. */
  readonly app: string
}

export function DetailPage({ context, refusal, app }: DetailPageProps) {
  const { frame, crumbs, t, path, instant } = context
  const { why, fix, difference } = explain(t, refusal)
  const title = t('refusedRequests:detail.title', { reference: refusal.reference })
  const facts: Fact[] = [
    { label: t('refusedRequests:detail.app'), value: app },
    { label: t('refusedRequests:detail.when'), value: instant(refusal.at) },
    { label: t('refusedRequests:detail.endpoint'), value: <Code>{refusal.endpoint}</Code> },
    { label: t('refusedRequests:detail.error'), value: <Code>{refusal.error}</Code> },
    { label: t('refusedRequests:detail.times'), value: t('refusedRequests:times', { count: refusal.count }) },
    ...(refusal.rule === null ? [] : [{ label: t('refusedRequests:detail.rule'), value: <Code>{refusal.rule}</Code> }]),
    ...(difference ? [] : valueFacts(t, refusal)),
    { label: t('refusedRequests:detail.told'), value: <span lang="en">{refusal.description}</span>, wide: true },
  ]
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs} scripts={['copy']}>
      <PageHead
        title={title}
        actions={
          refusal.client !== null && (
            <ButtonLink href={path(`ssoclient/${refusal.client}/edit`)}>
              {t('refusedRequests:detail.toClient')}
            </ButtonLink>
          )
        }
      />
      <div class="grid gap-8">
        <Section title={t('refusedRequests:detail.why')}>
          <p class="max-w-prose text-base [overflow-wrap:anywhere]">{why}</p>
          {difference && <p class="mt-2 max-w-prose [overflow-wrap:anywhere]">{difference.text}</p>}
          {difference && <Comparison t={t} difference={difference} />}
        </Section>
        <Section title={t('refusedRequests:detail.fix')}>
          <p class="max-w-prose text-base [overflow-wrap:anywhere]">{fix}</p>
          {difference && refusal.sent !== null && !refusal.sent.includes('…') && (
            <div class="mt-3">
              <CopyList
                items={[{ label: t('refusedRequests:detail.copySent'), value: refusal.sent }]}
                labels={frame.labels}
              />
            </div>
          )}
        </Section>
        <Section title={t('refusedRequests:detail.facts')}>
          <Facts items={facts} columns={3} ruled />
        </Section>
      </div>
    </OfficeLayout>
  )
}

function Code({ children }: { children: string }) {
  return <code class="[overflow-wrap:anywhere]">{children}</code>
}

function valueFacts(t: EntryContext['t'], { expected, sent }: Refusal): Fact[] {
  const fact = (label: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ label, value: <Code>{value}</Code>, wide: true }]
  return [...fact(t('refusedRequests:detail.expected'), expected), ...fact(t('refusedRequests:detail.sent'), sent)]
}

interface ComparisonProps {
  readonly t: EntryContext['t']
  readonly difference: NonNullable<Explanation['difference']>
}

/** Both addresses below each other, with the part marked in which they differ. */
function Comparison({ t, difference: { common, registeredRest, sentRest } }: ComparisonProps) {
  const line = (label: string, rest: string) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <code class="[overflow-wrap:anywhere]">
          {common}
          <mark class="rounded-sm bg-touch-soft px-0.5 font-semibold text-base-content underline decoration-2 underline-offset-2">
            {rest === '' ? `(${t('refusedRequests:detail.ends')})` : rest}
          </mark>
        </code>
      </dd>
    </div>
  )
  return (
    <dl class="facts !grid-cols-1 mt-4 border-line border-y py-4" aria-label={t('refusedRequests:detail.compare')}>
      {line(t('refusedRequests:detail.registered'), registeredRest)}
      {line(t('refusedRequests:detail.sent'), sentRest)}
    </dl>
  )
}
