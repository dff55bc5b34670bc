import { formatDay } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { StateTone } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { localized } from '../rules/localized.ts'
import { stateOf } from '../rules/state.ts'
import { usagesLeft } from '../rules/use.ts'
import type { UsedMembership } from '../types.ts'

/** To whom memberships are told, and when. */
export interface Telling {
  readonly t: Translate
  readonly locale: Locale
  readonly organizer: Organizer
  readonly customer: Pick<Customer, 'identifier' | 'name'>
  /** Instant in ms. */
  readonly now: number
}

/** A membership in words. */
export interface ToldMembership {
  readonly id: UsedMembership['id']
  readonly type: string
  /** For whom it is. */
  readonly holder: string
  readonly from: string
  readonly until: string
  readonly state: { readonly tone: StateTone; readonly text: string }
  /** In a few words: "3 of 10 used" */
  readonly uses: string
  /** Missing where there is no limit. */
  readonly bar: { readonly used: number; readonly of: number; readonly left: string } | undefined
  readonly isTransferable: boolean
  readonly isTest: boolean
}

export function told(membership: UsedMembership, { t, locale, organizer, customer, now }: Telling): ToldMembership {
  const { id, type, startsAt, endsAt, attendeeName, isTest, used } = membership
  const day = (instant: number) => formatDay(instant, locale, organizer.timeZone)
  const left = usagesLeft(type.maxUsages, used)
  return {
    id,
    type: localized(type.name, locale),
    holder: attendeeName || customer.name || customer.identifier,
    from: day(startsAt),
    until: day(endsAt),
    state: stateText(),
    uses:
      type.maxUsages === null ? t('memberships:own.noLimit') : t('memberships:own.used', { used, max: type.maxUsages }),
    bar:
      type.maxUsages === null || left === null || type.maxUsages === 0
        ? undefined
        : { used, of: type.maxUsages, left: t('memberships:own.left', { count: left }) },
    isTransferable: type.transferable,
    isTest,
  }

  function stateText(): ToldMembership['state'] {
    switch (stateOf(membership, now)) {
      case 'valid':
        return { tone: 'ok', text: t('memberships:state.valid') }
      case 'notYet':
        return { tone: 'wait', text: t('memberships:own.notYet', { day: day(startsAt) }) }
      case 'ended':
        return { tone: 'off', text: t('memberships:own.ended', { day: day(endsAt) }) }
      case 'canceled':
        return { tone: 'bad', text: t('memberships:own.canceled') }
    }
  }
}
