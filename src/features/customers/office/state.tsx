import type { Translate } from '../../../platform/i18n/i18n.ts'
import { State, type StateTone } from '../../../ui/tags.tsx'
import { statusOf } from '../rules/status.ts'
import type { Customer, CustomerStatus } from '../types.ts'

const TONES: Readonly<Record<CustomerStatus, StateTone>> = { active: 'ok', unverified: 'wait', disabled: 'off' }

export function CustomerState({ customer, t }: { customer: Customer; t: Translate }) {
  const status = statusOf(customer)
  return <State tone={TONES[status]}>{t(`customers:status.${status}`)}</State>
}
