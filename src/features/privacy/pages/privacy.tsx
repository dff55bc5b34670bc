import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { Button, PostButton } from '../../../ui/button.tsx'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import type { DeletionFacts } from '../types.ts'

export interface PrivacyPageProps {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly csrf: string
  /** Name of the organizer. */
  readonly organizer: string
  /** Address of the page; what it does stands below it. */
  readonly path: string
  readonly apps: string
  readonly facts: DeletionFacts
  /** Day of the deletion that is planned, as it is told; null for none. */
  readonly leaving: string | null
  readonly problem: Message | null
}

/** What others see, a copy of all data, and the end of the account. */
export function PrivacyPage(props: PrivacyPageProps) {
  const { frame, t, csrf, organizer, path, apps, leaving, problem } = props
  const title = t('privacy:title')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} />
      {problem && (
        <ErrorSummary
          title={t('words:problems')}
          errors={[{ field: 'confirm', message: say(t, problem) }]}
          class="mb-6"
        />
      )}
      {leaving !== null && (
        <Notice tone="warn" icon="clock" title={t('privacy:leaving.title', { day: leaving })} class="mb-8">
          <p class="mb-3">{t('privacy:leaving.text')}</p>
          <PostButton post={{ action: `${path}/keep`, csrf }}>{t('privacy:leaving.submit')}</PostButton>
        </Notice>
      )}
      <div class="grid grid-cols-1 gap-10">
        <Section title={t('privacy:who.title')} text={t('privacy:who.text', { organizer })}>
          <a class="link" href={apps}>
            {t('privacy:who.apps')}
          </a>
        </Section>
        <Section title={t('privacy:download.title')} text={t('privacy:download.text', { organizer })}>
          <Form action={`${path}/download`} csrf={csrf} class="flex flex-wrap items-center gap-3">
            <Button tone="primary" icon="download" name="format" value="html">
              {t('privacy:download.html')}
            </Button>
            <Button name="format" value="json">
              {t('privacy:download.json')}
            </Button>
          </Form>
          <p class="hint mt-2">{t('privacy:download.hint')}</p>
        </Section>
        {leaving === null && <Deletion {...props} />}
      </div>
    </AccountLayout>
  )
}

function Deletion({ t, csrf, path, facts, problem }: PrivacyPageProps) {
  const rows = [
    ...facts.goes.map((what) => ({ what, tone: 'bad' as const, state: t('privacy:delete.goes') })),
    ...facts.stays.map((what) => ({ what, tone: 'off' as const, state: t('privacy:delete.stays') })),
  ]
  return (
    <Section title={t('privacy:delete.title')} text={t('privacy:delete.text')}>
      <div class="panel mt-2">
        <DataTable
          caption={t('privacy:delete.title')}
          columns={[
            { head: t('privacy:delete.what'), cell: ({ what }) => say(t, what), rowHeader: true },
            { head: t('privacy:delete.happens'), cell: ({ tone, state }) => <State tone={tone}>{state}</State> },
          ]}
          rows={rows}
        />
      </div>
      <Form action={`${path}/delete`} csrf={csrf} class="mt-4 grid gap-4">
        <CheckboxField
          name="confirm"
          label={t('privacy:delete.confirm')}
          error={problem ? say(t, problem) : undefined}
        />
        <div>
          <Button tone="danger" icon="trash-2">
            {t('privacy:delete.submit')}
          </Button>
        </div>
      </Form>
    </Section>
  )
}
