import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Chip, State, type StateTone, Usage } from '../../../ui/tags.tsx'
import type { MembershipUsage } from '../../orders/index.ts'
import { UsageTable } from '../pages/usage-table.tsx'
import { type MembershipState, stateOf } from '../rules/state.ts'
import type { Membership, UsedMembership } from '../types.ts'
import type { OfficeContext, Telling } from './context.ts'

const TONES: Readonly<Record<MembershipState, StateTone>> = {
  valid: 'ok',
  notYet: 'wait',
  ended: 'off',
  canceled: 'bad',
}

interface OneProps {
  readonly context: OfficeContext
  readonly membership: UsedMembership
}

/** @param now instant in ms */
export function MembershipStateTag({
  membership,
  now,
  t,
}: Pick<Telling, 't'> & { membership: Membership; now: number }) {
  const state = stateOf(membership, now)
  return <State tone={TONES[state]}>{t(`memberships:state.${state}`)}</State>
}

/** How often it is used, with a bar where there is a limit. */
export function UsedOf({ membership: { used, type }, t }: Pick<Telling, 't'> & { membership: UsedMembership }) {
  const { maxUsages: max } = type
  if (max === null) return <span>{t('memberships:office.usedNoLimit', { used })}</span>
  const text = t('memberships:office.usedOf', { used, max })
  return max === 0 ? (
    <span>{text}</span>
  ) : (
    <Usage label={t('memberships:office.usesLabel')} used={used} of={max} text={text} />
  )
}

/** Under the title of a membership. */
export function MembershipMeta({ context: { t }, membership, now }: OneProps & { now: number }) {
  const { used, type } = membership
  const { maxUsages: max } = type
  return (
    <>
      <MembershipStateTag membership={membership} now={now} t={t} />
      {membership.isTest && <Chip tone="touch">{t('memberships:office.test')}</Chip>}
      <span class="text-muted">
        {max === null ? t('memberships:office.usedNoLimit', { used }) : t('memberships:office.usedOf', { used, max })}
      </span>
    </>
  )
}

/** What else can be done with a membership. @param base its address */
export function MembershipActions({ context: { t, csrf }, membership, base }: OneProps & { base: string }) {
  return (
    <>
      {membership.isCanceled ? (
        <Form action={`${base}restore`} csrf={csrf}>
          <Button icon="undo-2">{t('memberships:office.restore')}</Button>
        </Form>
      ) : (
        <ButtonLink tone="danger" icon="ban" href={`${base}cancel`}>
          {t('memberships:office.cancel')}
        </ButtonLink>
      )}
      {membership.isTest && (
        <ButtonLink tone="danger" icon="trash-2" href={`${base}delete`}>
          {t('memberships:office.delete')}
        </ButtonLink>
      )}
    </>
  )
}

/** What it is used for. */
export function OfficeUsages({ context, usages }: { context: OfficeContext; usages: readonly MembershipUsage[] }) {
  const { t, locale, organizer } = context
  if (usages.length === 0) return <p class="text-muted">{t('memberships:office.noUsages')}</p>
  return <UsageTable usages={usages} t={t} locale={locale} timeZone={organizer.timeZone} hrefOf={() => null} />
}
