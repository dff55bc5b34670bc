import { formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { DeadEntry } from '../../../platform/outbox/types.ts'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { Figures } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { mailText } from '../../audit/index.ts'
import type { Office } from './organizers.tsx'

export const MAILS_PATH = '/control/admin/mails'

interface MailsPageProps {
  readonly office: Office
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly csrf: string
  readonly lag: { readonly pending: number; readonly dead: number; readonly oldestMinutes: number }
  readonly entries: readonly DeadEntry[]
  readonly first: string | undefined
  readonly next: string | undefined
}

export function MailsPage(props: MailsPageProps) {
  const { office, t, locale, lag, entries, first, next } = props
  return (
    <OfficeLayout {...office} title={t('office:mails.title')}>
      <PageHead title={t('office:mails.title')} text={t('office:mails.text')} />
      <Figures
        class="mb-8"
        items={[
          {
            label: t('office:mails.pending'),
            value: formatNumber(lag.pending, locale),
            hint: t('office:mails.pendingHint'),
          },
          {
            label: t('office:mails.oldest'),
            value:
              lag.oldestMinutes === 0 ? t('office:mails.now') : t('office:mails.minutes', { count: lag.oldestMinutes }),
            hint: t('office:mails.oldestHint'),
          },
          { label: t('office:mails.dead'), value: formatNumber(lag.dead, locale), hint: t('office:mails.deadHint') },
        ]}
      />
      {entries.length === 0 ? (
        <EmptyState title={t('office:mails.emptyTitle')} text={t('office:mails.emptyText')} />
      ) : (
        <>
          <DeadMails {...props} />
          <KeyPager
            summary={t('office:mails.count', { count: entries.length })}
            newer={first}
            older={next}
            labels={office.frame.labels}
          />
        </>
      )}
    </OfficeLayout>
  )
}

function DeadMails({ t, locale, timeZone, csrf, entries }: MailsPageProps) {
  return (
    <DataTable
      caption={t('office:mails.caption')}
      rows={entries}
      columns={[
        {
          head: t('office:mails.recipient'),
          rowHeader: true,
          cell: ({ recipient, topic }) => (
            <>
              {recipient}
              <span class="hint block">{mailText(t, topic)}</span>
            </>
          ),
        },
        {
          head: t('office:mails.error'),
          from: 'md',
          cell: ({ lastError }) => <span class="break-words">{lastError}</span>,
        },
        {
          head: t('office:mails.attempts'),
          end: true,
          from: 'sm',
          cell: ({ attempts }) => formatNumber(attempts, locale),
        },
        {
          head: t('office:mails.created'),
          end: true,
          from: 'lg',
          cell: ({ createdAt }) => formatInstant(createdAt, locale, timeZone),
        },
        {
          head: t('office:mails.actions'),
          hideHead: true,
          end: true,
          cell: ({ id }) => (
            <span class="flex flex-wrap justify-end gap-2">
              <PostButton small post={{ action: `${MAILS_PATH}/retry`, csrf }} fields={{ id }}>
                {t('office:mails.retry')}
              </PostButton>
              <ButtonLink small tone="danger" href={`${MAILS_PATH}/discard?id=${id}`}>
                {t('office:mails.discard')}
              </ButtonLink>
            </span>
          ),
        },
      ]}
    />
  )
}

interface DiscardMailPageProps {
  readonly office: Office
  readonly t: Translate
  readonly csrf: string
  readonly id: string
}

export function DiscardMailPage({ office, t, csrf, id }: DiscardMailPageProps) {
  return (
    <OfficeLayout {...office} title={t('office:mails.discardTitle')}>
      <DialogPage
        title={t('office:mails.discardTitle')}
        text={t('office:mails.discardText')}
        post={{ action: `${MAILS_PATH}/discard`, csrf }}
        submit={t('office:mails.discardSubmit')}
        tone="danger-solid"
        cancel={{ href: MAILS_PATH, text: t('office:mails.keep') }}
      >
        <input type="hidden" name="id" value={id} />
      </DialogPage>
    </OfficeLayout>
  )
}
