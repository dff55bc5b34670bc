import { RadioField } from '../../ui/choice-fields.tsx'
import { DialogPage } from '../../ui/dialog-page.tsx'
import { ErrorSummary } from '../../ui/notice.tsx'
import { OfficeLayout } from '../../ui/office-layout.tsx'
import { type KeysContext, shortKid } from './keys-context.ts'
import { KEPT_MS, MIN_ANNOUNCED_MS } from './keys-schedule.ts'
import type { AlgView } from './keys-view.ts'

export interface TurnPageProps {
  readonly context: KeysContext
  readonly view: AlgView
  /** Names of active apps that check signatures of this algorithm: the first few, and how many there are. */
  readonly apps: { readonly names: readonly string[]; readonly count: number }
  /** What was chosen when the form was sent before. */
  readonly wrong?: string | undefined
}

/** Asks before a key is replaced by hand: what happens, and which apps have to fetch the keys again. */
export function TurnPage({ context, view, apps, wrong }: TurnPageProps) {
  const { frame, crumbs, t, csrf, path, day } = context
  const { alg, current, next } = view
  const title = t('signingKeys:turn.title', { alg })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      {wrong !== undefined && (
        <ErrorSummary title={t('words:problems')} errors={[{ field: 'when', message: wrong }]} class="mb-6 max-w-2xl" />
      )}
      <DialogPage
        title={title}
        text={t('signingKeys:turn.text', { kid: shortKid(current.kid), day: day(current.signsFrom) })}
        consequences={consequences(context, view, apps)}
        post={{ action: path('ssokeys/rotate'), csrf }}
        submit={
          next ? t('signingKeys:turn.submitNext', { kid: shortKid(next.kid) }) : t('signingKeys:turn.submit', { alg })
        }
        tone="danger-solid"
        cancel={{ href: path('ssokeys'), text: t('signingKeys:turn.cancel') }}
      >
        <input type="hidden" name="alg" value={alg} />
        <input type="hidden" name="from" value={current.kid} />
        {next ? <input type="hidden" name="when" value="now" /> : <When context={context} wrong={wrong} />}
      </DialogPage>
    </OfficeLayout>
  )
}

function When({ context: { t, time, now }, wrong }: { context: KeysContext; wrong: string | undefined }) {
  return (
    <RadioField
      name="when"
      label={t('signingKeys:turn.when')}
      value="announce"
      error={wrong}
      options={[
        {
          value: 'announce',
          label: t('signingKeys:turn.announce', { day: time(now + MIN_ANNOUNCED_MS) }),
          hint: t('signingKeys:turn.announceHint'),
        },
        { value: 'now', label: t('signingKeys:turn.now'), hint: t('signingKeys:turn.nowHint') },
      ]}
    />
  )
}

function consequences({ t, day, now }: KeysContext, { alg, current, next }: AlgView, apps: TurnPageProps['apps']) {
  const former = shortKid(current.kid)
  const more = apps.count - apps.names.length
  const names = [...apps.names, ...(more > 0 ? [t('signingKeys:turn.more', { count: more })] : [])].join(', ')
  const isKnown = next !== null && now - next.createdAt >= MIN_ANNOUNCED_MS
  return [
    t('signingKeys:turn.apps', { count: apps.count, alg, names }),
    ...(next ? [t('signingKeys:turn.waiting', { kid: shortKid(next.kid), day: day(next.createdAt) })] : []),
    ...(next ? [t(isKnown ? 'signingKeys:turn.nothing' : 'signingKeys:turn.refetch')] : []),
    t('signingKeys:turn.former', { kid: former, day: day(now + KEPT_MS) }),
    t('signingKeys:turn.forgotten', { kid: former }),
  ]
}
