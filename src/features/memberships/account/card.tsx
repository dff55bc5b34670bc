import type { Translate } from '../../../platform/i18n/i18n.ts'
import { MemberCard } from '../../../ui/member-card.tsx'
import type { ToldMembership } from './told.ts'

interface CardProps {
  readonly membership: ToldMembership
  readonly t: Translate
  /** Name of the organizer. */
  readonly organizer: string
  /** The customer ID. */
  readonly number: string
}

/** A membership as the card that it would be. */
export function Card({ membership, t, organizer, number }: CardProps) {
  const { type, holder, from, until, uses, bar, isTest, isTransferable } = membership
  const note = isTransferable ? t('memberships:own.transferable') : t('memberships:own.personal')
  return (
    <MemberCard
      organizer={organizer}
      number={number}
      title={type}
      holder={holder}
      usage={bar && { ...bar, text: uses, label: t('memberships:own.usesLabel') }}
      validity={t('memberships:own.valid', { from, until })}
      note={isTest ? t('memberships:own.test') : note}
    />
  )
}
