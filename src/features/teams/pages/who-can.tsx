import type { Permission } from '../../../core/permissions.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import type { InstallationAdmin, WhoCan } from '../service/who-can.ts'
import type { PageContext } from './context.ts'

interface WhoCanPageProps {
  readonly context: PageContext
  readonly people: readonly WhoCan[]
  /** Null on all pages but the first. */
  readonly admins: readonly InstallationAdmin[] | null
  readonly newer: string | undefined
  readonly older: string | undefined
}

const COLUMNS = [
  ['organizer.settings.general:write', 'settings'],
  ['organizer.teams:write', 'teams'],
  ['organizer.customers:read', 'customersRead'],
  ['organizer.customers:write', 'customersWrite'],
] as const satisfies readonly (readonly [Permission, string])[]

export function WhoCanPage({ context, people, admins, newer, older }: WhoCanPageProps) {
  const { frame, crumbs, t } = context
  return (
    <OfficeLayout frame={frame} title={t('teams:who.title')} crumbs={crumbs}>
      <PageHead title={t('teams:who.title')} text={t('teams:who.intro')} />
      {people.length === 0 ? (
        <EmptyState title={t('teams:who.emptyTitle')} text={t('teams:who.emptyText')} />
      ) : (
        <>
          <DataTable caption={t('teams:who.caption')} columns={peopleColumns(context)} rows={people} />
          <KeyPager
            summary={t('teams:one.summary', { count: people.length })}
            newer={newer}
            older={older}
            labels={frame.labels}
          />
        </>
      )}
      {admins !== null && (
        <Section title={t('teams:who.admins')} text={t('teams:who.adminsText')} class="mt-10">
          {admins.length === 0 ? (
            <p class="text-muted">{t('teams:who.noAdmins')}</p>
          ) : (
            <DataTable caption={t('teams:who.adminsCaption')} columns={adminColumns(context)} rows={admins} />
          )}
        </Section>
      )}
    </OfficeLayout>
  )
}

function peopleColumns(context: PageContext): Column<WhoCan>[] {
  const { t } = context
  const [person, ...rest] = adminColumns(context)
  const given = COLUMNS.map(
    ([permission, name]): Column<WhoCan> => ({
      head: t(`teams:who.${name}`),
      from: 'lg',
      cell: ({ permissions }) => {
        const teams = permissions.get(permission)
        return teams === undefined ? (
          <span class="text-muted">{t('teams:who.no')}</span>
        ) : (
          <span>
            <Icon name="check" /> {teams.join(', ')}
          </span>
        )
      },
    }),
  )
  const narrow: Column<WhoCan> = {
    head: t('teams:form.rights'),
    class: 'lg:hidden',
    cell: ({ permissions }) => {
      const rights = COLUMNS.filter(([permission]) => permissions.has(permission))
      if (rights.length === 0) return t('teams:right.none')
      return (
        <ul class="grid gap-1">
          {rights.map(([permission, name]) => (
            <li>
              {t(`teams:who.${name}`)}
              <span class="hint block">{permissions.get(permission)?.join(', ')}</span>
            </li>
          ))}
        </ul>
      )
    },
  }
  return [...(person ? [person] : []), ...given, narrow, ...rest]
}

function adminColumns({ t, instant }: PageContext): Column<InstallationAdmin>[] {
  return [
    {
      head: t('teams:one.person'),
      rowHeader: true,
      class: 'break-words max-lg:[overflow-wrap:anywhere] max-lg:align-top',
      cell: ({ fullname, email, isActive, hasSecondFactor }) => (
        <>
          {fullname || email}
          {fullname !== '' && <span class="hint block">{email}</span>}
          {!isActive && <span class="hint block">{t('teams:one.switchedOff')}</span>}
          <span class="hint block sm:hidden">
            {t('teams:one.secondFactor')}: {t(hasSecondFactor ? 'teams:who.withFactor' : 'teams:who.withoutFactor')}
          </span>
        </>
      ),
    },
    {
      head: t('teams:one.secondFactor'),
      from: 'sm',
      class: 'max-lg:align-top',
      cell: ({ hasSecondFactor }) => (
        <State tone={hasSecondFactor ? 'ok' : 'off'}>
          {t(hasSecondFactor ? 'teams:who.withFactor' : 'teams:who.withoutFactor')}
        </State>
      ),
    },
    {
      head: t('teams:one.lastLogin'),
      from: 'md',
      class: 'max-lg:align-top',
      cell: ({ lastLoginAt }) => (lastLoginAt === null ? t('teams:one.never') : instant(lastLoginAt)),
    },
  ]
}
