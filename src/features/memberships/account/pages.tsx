import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { Facts, Row, Rows } from '../../../ui/lists.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { Chip, IconMark, State } from '../../../ui/tags.tsx'
import type { MembershipUsage } from '../../orders/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { UsageTable } from '../pages/usage-table.tsx'
import { Card } from './card.tsx'
import type { ToldMembership } from './told.ts'

interface Common {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly locale: Locale
  readonly organizer: Organizer
  /** Where the order of a ticket is shown; null for nowhere. */
  readonly hrefOf: (usage: MembershipUsage) => string | null
}

interface MembershipsPageProps extends Common {
  /** Valid now or later. */
  readonly current: readonly ToldMembership[]
  readonly earlier: readonly ToldMembership[]
  /** What the only current one is used for; null when there are several. */
  readonly usages: readonly MembershipUsage[] | null
  readonly total: number
  readonly newer: string | null
  readonly older: string | null
  readonly addressOf: (membership: ToldMembership) => string
  readonly pageAddress: (cursor: string) => string
}

/** "Memberships" in the account. */
export function MembershipsPage(props: MembershipsPageProps) {
  const { frame, t, organizer, current, earlier, usages, total, newer, older, pageAddress } = props
  const title = t('memberships:own.title')
  const address = (cursor: string | null) => (cursor === null ? undefined : pageAddress(cursor))
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} />
      {total === 0 ? (
        <EmptyState
          title={t('memberships:own.emptyTitle')}
          text={t('memberships:own.emptyText', { organizer: organizer.name })}
        />
      ) : (
        <div class="grid grid-cols-1 gap-10">
          {current.length > 0 && <Cards {...props} />}
          {usages !== null && <Used {...props} usages={usages} />}
          {earlier.length > 0 && <Earlier {...props} />}
          {(newer !== null || older !== null) && (
            <KeyPager
              summary={t('memberships:own.count', { count: total })}
              newer={address(newer)}
              older={address(older)}
              labels={frame.labels}
            />
          )}
        </div>
      )}
    </AccountLayout>
  )
}

function Cards({ t, organizer, frame, current, addressOf }: MembershipsPageProps) {
  return (
    <ul class="grid grid-cols-1 gap-6 lg:grid-cols-2">
      {current.map((membership) => (
        <li class="grid content-start justify-items-start gap-3">
          <Card membership={membership} t={t} organizer={organizer.name} number={frame.person.identifier} />
          <ButtonLink small href={addressOf(membership)}>
            {t('memberships:own.details')} <span class="sr-only">{membership.type}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}

function Used({ t, locale, organizer, usages, hrefOf }: Common & { usages: readonly MembershipUsage[] }) {
  return (
    <Section title={t('memberships:own.usedFor')}>
      {usages.length === 0 ? (
        <p class="text-muted">{t('memberships:own.noUsages')}</p>
      ) : (
        <UsageTable usages={usages} t={t} locale={locale} timeZone={organizer.timeZone} hrefOf={hrefOf} />
      )}
    </Section>
  )
}

function Earlier({ t, earlier, addressOf }: MembershipsPageProps) {
  return (
    <Section title={t('memberships:own.earlier')}>
      <Rows>
        {earlier.map((membership) => (
          <Row
            mark={<IconMark icon="id-card" />}
            title={
              <>
                <a class="link-ink" href={addressOf(membership)}>
                  {membership.type}
                </a>{' '}
                <Marks membership={membership} t={t} />
              </>
            }
            hint={t('memberships:own.earlierHint', { uses: membership.uses, holder: membership.holder })}
          >
            <State tone={membership.state.tone}>{membership.state.text}</State>
          </Row>
        ))}
      </Rows>
    </Section>
  )
}

interface MembershipPageProps extends Common {
  readonly membership: ToldMembership
  readonly usages: readonly MembershipUsage[]
  /** The ticket that granted it; null for none. */
  readonly granted: string | null
  /** Address of the list. */
  readonly back: string
}

/** One membership with what it is used for. */
export function MembershipPage(props: MembershipPageProps) {
  const { frame, t, organizer, membership, granted, back } = props
  const { type, state, isTransferable } = membership
  return (
    <AccountLayout frame={frame} title={type}>
      <PageHead
        title={type}
        meta={
          <>
            <State tone={state.tone}>{state.text}</State>
            <Marks membership={membership} t={t} />
          </>
        }
        actions={
          <ButtonLink small icon="arrow-left" href={back}>
            {t('memberships:own.back')}
          </ButtonLink>
        }
      />
      <div class="grid grid-cols-1 gap-10">
        <div class="grid grid-cols-1 items-start gap-8 lg:grid-cols-2">
          <Card membership={membership} t={t} organizer={organizer.name} number={frame.person.identifier} />
          <Facts
            columns={1}
            items={[
              { label: t('memberships:own.forWhom'), value: membership.holder },
              {
                label: t('memberships:own.kind'),
                value: t(isTransferable ? 'memberships:own.transferableText' : 'memberships:own.personalText'),
              },
              { label: t('memberships:own.uses'), value: membership.uses },
              ...(granted === null ? [] : [{ label: t('memberships:own.grantedBy'), value: granted }]),
            ]}
          />
        </div>
        <Used {...props} />
      </div>
    </AccountLayout>
  )
}

function Marks({ membership: { isTransferable, isTest }, t }: { membership: ToldMembership; t: Translate }) {
  return (
    <>
      {isTransferable && <Chip>{t('memberships:own.transferable')}</Chip>}{' '}
      {isTest && <Chip tone="touch">{t('memberships:own.test')}</Chip>}
    </>
  )
}
