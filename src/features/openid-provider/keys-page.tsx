import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton, CopyList } from '../../ui/copy.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Form, FormSection, SaveBar } from '../../ui/form.tsx'
import { KeyTimeline } from '../../ui/key-timeline.tsx'
import { ErrorSummary } from '../../ui/notice.tsx'
import { OfficeLayout } from '../../ui/office-layout.tsx'
import { PageHead, Section } from '../../ui/page-head.tsx'
import { State } from '../../ui/tags.tsx'
import { TextField } from '../../ui/text-fields.tsx'
import { type KeysContext, shortKid } from './keys-context.ts'
import type { SigningKey } from './keys-types.ts'
import { type AlgView, marksIn, pictureOf, publishedUntil, signsUntil } from './keys-view.ts'

interface KeysPageProps {
  readonly context: KeysContext
  readonly views: readonly AlgView[]
  /** As set, and as it was typed. */
  readonly days: number
  readonly typed: string
  readonly error: string | undefined
}

/** All signing keys of an organizer: which one signs, which come and went, and when they change. */
export function KeysPage({ context, views, days, typed, error }: KeysPageProps) {
  const { frame, crumbs, t, issuers } = context
  const field = 'sso_key_rotation_days'
  return (
    <OfficeLayout frame={frame} title={t('signingKeys:title')} crumbs={crumbs} scripts={['copy']}>
      <PageHead title={t('signingKeys:title')} text={t('signingKeys:text')} />
      {error !== undefined && (
        <ErrorSummary title={t('words:problems')} errors={[{ field, message: error }]} class="mb-6" />
      )}
      <div class="grid grid-cols-1 gap-12">
        {views.map((view) => (
          <Algorithm context={context} view={view} days={days} />
        ))}
        <Section title={t('signingKeys:addresses')} text={t('signingKeys:addressesText')}>
          <CopyList
            items={issuers.map((issuer) => ({ label: t('signingKeys:keysAddress'), value: issuer + ENDPOINTS.keys }))}
            labels={frame.labels}
          />
        </Section>
        {context.mayChange && (
          <Form action={context.path('ssokeys')} csrf={context.csrf}>
            <FormSection title={t('signingKeys:interval.title')} hint={t('signingKeys:interval.hint')}>
              <TextField
                name={field}
                label={t('signingKeys:interval.label')}
                hint={t('signingKeys:interval.fieldHint')}
                value={typed}
                error={error}
                inputmode="numeric"
                maxlength={4}
                class="max-w-xs"
              />
            </FormSection>
            <SaveBar submit={t('signingKeys:interval.save')} />
          </Form>
        )}
      </div>
    </OfficeLayout>
  )
}

function Algorithm({ context, view, days }: { context: KeysContext; view: AlgView; days: number }) {
  const { t, path, mayChange } = context
  const { alg } = view
  return (
    <Section
      title={alg}
      text={
        <>
          {t(`signingKeys:algHint.${alg}`)} {plan(context, view, days)}
        </>
      }
      aside={
        mayChange && (
          <ButtonLink small icon="rotate-cw" href={path(`ssokeys/rotate?alg=${alg}`)}>
            {t('signingKeys:rotate')}
            <span class="sr-only"> ({alg})</span>
          </ButtonLink>
        )
      }
    >
      <Picture context={context} view={view} />
      <DataTable
        caption={t('signingKeys:table.caption', { alg })}
        columns={columns(context, view)}
        rows={[view.current, ...(view.next ? [view.next] : []), ...view.previous]}
        class="mt-2"
      />
    </Section>
  )
}

function plan({ t, day }: KeysContext, { isUsed, announcedAt, turnsAt }: AlgView, days: number): string {
  if (turnsAt === null) return t('signingKeys:idle')
  const next = day(turnsAt)
  const turn =
    announcedAt === null
      ? t('signingKeys:turnKnown', { next })
      : t('signingKeys:turnPlanned', { next, announced: day(announcedAt) })
  return isUsed ? `${t('signingKeys:used', { days })} ${turn}` : turn
}

function Picture({ context, view }: { context: KeysContext; view: AlgView }) {
  const { t, day, month, now } = context
  const { alg, current, next } = view
  const picture = pictureOf(view, now)
  const known = { alg, current: shortKid(current.kid), since: day(current.signsFrom) }
  return (
    <KeyTimeline
      label={
        next
          ? t('signingKeys:chart.labelNext', { ...known, next: shortKid(next.kid), from: day(next.signsFrom) })
          : t('signingKeys:chart.label', known)
      }
      from={picture.from}
      to={picture.to}
      marks={marksIn(picture).map(({ at, isWeek }) => ({ at, text: isWeek ? day(at) : month(at) }))}
      now={{ at: now, text: t('signingKeys:chart.today') }}
      keys={picture.keys.map((key) => ({
        tone: key.state,
        text: t(`signingKeys:chart.${key.state}`, { kid: shortKid(key.kid) }),
        publishedFrom: key.createdAt,
        signsFrom: key.signsFrom,
        signsUntil: signsUntil(view, key),
        publishedUntil: publishedUntil(view, key),
      }))}
    />
  )
}

function columns(context: KeysContext, view: AlgView): Column<SigningKey>[] {
  const { t, day, frame } = context
  const tones = { current: 'ok', next: 'wait', previous: 'off' } as const
  const state = (key: SigningKey) => <State tone={tones[key.state]}>{t(`signingKeys:state.${key.state}`)}</State>
  const until = (key: SigningKey) => {
    const instant = publishedUntil(view, key)
    return instant === null ? t('signingKeys:open') : day(instant)
  }
  return [
    {
      head: t('signingKeys:table.key'),
      rowHeader: true,
      cell: (key) => (
        <>
          <code class="select-all break-all">{key.kid}</code>
          <span class="block text-ui md:hidden">
            {state(key)} {signs(context, view, key)}
          </span>
          <span class="hint block md:hidden">
            {t('signingKeys:table.published')} {until(key)}
          </span>
        </>
      ),
    },
    {
      head: t('ui:copy'),
      hideHead: true,
      from: 'sm',
      class: 'w-28',
      cell: (key) => <CopyButton value={key.kid} what={t('signingKeys:table.copy')} labels={frame.labels} />,
    },
    { head: t('signingKeys:table.state'), from: 'md', class: 'w-32', cell: state },
    {
      head: t('signingKeys:table.made'),
      from: 'lg',
      class: 'w-32 whitespace-nowrap',
      cell: (key) => day(key.createdAt),
    },
    { head: t('signingKeys:table.signs'), from: 'md', class: 'w-56', cell: (key) => signs(context, view, key) },
    { head: t('signingKeys:table.published'), from: 'md', class: 'w-36', cell: until },
  ]
}

function signs({ t, day }: KeysContext, view: AlgView, key: SigningKey): string {
  const [from, until] = [day(key.signsFrom), signsUntil(view, key)]
  if (until !== null) return t('signingKeys:span', { from, to: day(until) })
  return key.state === 'next' ? t('signingKeys:from', { day: from }) : t('signingKeys:since', { day: from })
}
