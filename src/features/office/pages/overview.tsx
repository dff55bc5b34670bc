import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { type HistoryEntry, HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { type Figure, Figures } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { TodoList } from '../../../ui/todo-list.tsx'
import { officePath } from '../../office-access/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { CustomerCounts } from '../types.ts'
import type { Office } from './organizers.tsx'

interface Numbers {
  readonly counts: CustomerCounts
  readonly clients: number
  readonly logins: number
  readonly failed: number
}

interface OverviewPageProps {
  readonly office: Office
  readonly t: Translate
  readonly locale: Locale
  readonly organizer: Organizer
  readonly shopHref: string
  readonly figures: Numbers
  readonly latest: HistoryEntry[]
  /** Whether this user may change settings. */
  readonly maySet: boolean
}

export function OverviewPage({ office, t, locale, organizer, shopHref, figures, latest, maySet }: OverviewPageProps) {
  return (
    <OfficeLayout {...office} title={t('office:overview.title')}>
      <PageHead
        title={organizer.name}
        text={organizer.tagline === '' ? undefined : organizer.tagline}
        actions={
          <ButtonLink icon="external-link" href={shopHref}>
            {t('office:overview.shop')}
          </ButtonLink>
        }
      />
      <div class="grid grid-cols-1 gap-10">
        {!organizer.settings.customer_accounts && <AccountsOff t={t} slug={organizer.slug} maySet={maySet} />}
        <Section title={t('office:overview.figures')} hideTitle>
          <Figures items={figureItems(t, locale, figures)} />
        </Section>
        <Section title={t('office:overview.latest')} class="max-w-3xl">
          {latest.length === 0 ? (
            <EmptyState title={t('office:history.emptyTitle')} text={t('office:history.emptyText')} />
          ) : (
            <>
              <HistoryTimeline entries={latest} />
              <a class="link mt-4 inline-block" href={officePath(organizer.slug, 'history')}>
                {t('office:overview.whole')}
              </a>
            </>
          )}
        </Section>
      </div>
    </OfficeLayout>
  )
}

function AccountsOff({ t, slug, maySet }: { t: Translate; slug: string; maySet: boolean }) {
  const action = maySet && (
    <ButtonLink small href={officePath(slug, 'settings')}>
      {t('office:overview.offAction')}
    </ButtonLink>
  )
  const title = t('office:overview.offTitle')
  return (
    <TodoList
      items={[{ icon: 'circle-user-round', tone: 'warn', title, text: t('office:overview.offText'), action }]}
    />
  )
}

function figureItems(t: Translate, locale: Locale, { counts, clients, logins, failed }: Numbers): Figure[] {
  const number = (value: number) => formatNumber(value, locale)
  return [
    {
      label: t('office:overview.customers'),
      value: number(counts.all),
      hint: t('office:overview.customersHint', { active: number(counts.active), disabled: number(counts.disabled) }),
    },
    {
      label: t('office:overview.unverified'),
      value: number(counts.unverified),
      hint: t('office:overview.unverifiedHint'),
    },
    { label: t('office:overview.clients'), value: number(clients), hint: t('office:overview.clientsHint') },
    {
      label: t('office:overview.logins'),
      value: number(logins),
      hint: t('office:overview.loginsHint', { count: failed }),
    },
  ]
}
