import type { Translate } from '../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Figures } from '../../ui/lists.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type OfficeFrame, OfficeLayout } from '../../ui/office-layout.tsx'
import { type Crumb, PageHead } from '../../ui/page-head.tsx'
import type { BulkChange } from './types.ts'

interface ProgressContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  readonly path: (page: string) => string
  readonly number: (value: number) => string
  readonly instant: (value: number) => string
}

interface ProgressPageProps {
  readonly context: ProgressContext
  readonly change: BulkChange
}

/** How far it is, or what came of it. */
export function ProgressPage(props: ProgressPageProps) {
  const { context, change } = props
  const { frame, crumbs, t, number, instant, csrf, path } = context
  const { state, done, total, changed, by, createdAt, modifiedAt } = change
  const title = t(`customerBulk:${state}.title`)
  const isOpen = state === 'running' || state === 'failed'
  const where = { done: number(done), total: number(total), when: instant(modifiedAt) }
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        text={t('customerBulk:begun', { by: by || t('audit:removed'), when: instant(createdAt) })}
      />
      {state === 'running' && <Progress {...props} />}
      {(state === 'failed' || state === 'canceled') && (
        <Notice tone="warn" title={t(`customerBulk:${state}.where`, where)} class="mb-6 max-w-3xl">
          {t(`customerBulk:${state}.text`)}
        </Notice>
      )}
      <Figures
        items={[
          { value: number(changed), label: t('customerBulk:changed') },
          { value: number(done - changed), label: t('customerBulk:unchanged') },
        ]}
      />
      <Form action={path(`customers/bulk/${change.id}`)} csrf={csrf} class="my-8 flex flex-wrap gap-3">
        {state === 'failed' && (
          <Button tone="primary" name="action" value="go-on">
            {t('customerBulk:goOn')}
          </Button>
        )}
        {isOpen && (
          <Button tone="danger" name="action" value="cancel">
            {t('customerBulk:stop')}
          </Button>
        )}
        <ButtonLink href={path('customers')}>{t('customerBulk:toCustomers')}</ButtonLink>
      </Form>
    </OfficeLayout>
  )
}

function Progress({ context: { t, number }, change: { done, total } }: ProgressPageProps) {
  const text = t('customerBulk:progress', { done: number(done), total: number(Math.max(done, total)) })
  return (
    <div class="mb-8 max-w-3xl" role="status">
      <progress class="progress w-full" value={done} max={Math.max(done, total, 1)} aria-label={text} />
      <p class="mt-1">{text}</p>
      <p class="hint mt-1">{t('customerBulk:leave')}</p>
    </div>
  )
}
