import type { Child } from 'hono/jsx'
import type { InvalidInput } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { EmailField } from '../../../ui/text-fields.tsx'
import type { Team, TeamInvite } from '../types.ts'
import { type PageContext, rightsInWords } from './context.ts'
import { InviteTable } from './invites.tsx'
import { MemberTable, type MemberTableProps } from './members.tsx'

interface DetailPageProps extends Omit<MemberTableProps, 'context' | 'team' | 'canManage'> {
  readonly context: PageContext
  readonly team: Team
  /** False for a team that may do more than who looks at it. */
  readonly canManage: boolean
  readonly invites: readonly TeamInvite[]
  /** ms */
  readonly now: number
  readonly sections: readonly Child[]
  readonly email: string
  readonly wrong: InvalidInput | undefined
}

export function DetailPage(props: DetailPageProps) {
  const { context, team, canManage, invites, now, sections, wrong, ...members } = props
  const { frame, crumbs, t, path } = context
  const errors = Object.entries(wrong?.fields ?? {}).map(([field, message]) => ({
    field: field === 'email' ? field : undefined,
    message: say(t, message),
  }))
  const actions = (
    <>
      <ButtonLink icon="pencil" href={path(`team/${team.id}/edit`)}>
        {t('teams:one.edit')}
      </ButtonLink>
      <ButtonLink tone="danger" href={path(`team/${team.id}/delete`)}>
        {t('teams:one.remove')}
      </ButtonLink>
    </>
  )
  return (
    <OfficeLayout frame={frame} title={team.name} crumbs={crumbs}>
      <PageHead title={team.name} actions={canManage ? actions : undefined} />
      {wrong && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />}
      {!canManage && (
        <Notice tone="info" title={t('teams:one.tooHigh')} class="mb-6">
          {t('teams:one.tooHighText')}
        </Notice>
      )}
      <Facts
        ruled
        class="mb-10"
        items={[
          { label: t('teams:one.may'), value: rightsInWords(t, team).join(' · ') },
          { label: t('teams:one.requires'), value: t(team.requiresSecondFactor ? 'words:yes' : 'words:no') },
        ]}
      />
      <div class="grid min-w-0 grid-cols-1 gap-10">
        <Section title={t('teams:one.members')}>
          <MemberTable context={context} team={team} canManage={canManage} {...members} />
        </Section>
        {canManage && <AddPerson {...props} />}
        {canManage && (
          <Section title={t('teams:one.invites')}>
            <InviteTable context={context} team={team} invites={invites} now={now} />
          </Section>
        )}
        {sections}
      </div>
    </OfficeLayout>
  )
}

function AddPerson({ context: { t, csrf, path }, team, email, wrong }: DetailPageProps) {
  const error = wrong?.fields.email
  return (
    <Section title={t('teams:one.addTitle')} text={t('teams:one.addHint')}>
      <Form
        action={path(`team/${team.id}/members`)}
        csrf={csrf}
        class="mt-3 grid max-w-xl gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start"
      >
        <EmailField
          name="email"
          label={t('teams:field.email')}
          value={email}
          error={error && say(t, error)}
          autocomplete="off"
          required
        />
        <Button tone="primary" class="sm:mt-6.5">
          {t('teams:one.addSubmit')}
        </Button>
      </Form>
    </Section>
  )
}
