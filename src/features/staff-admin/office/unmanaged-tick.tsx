import { readFields } from '../../../platform/http/form-fields.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import { CheckboxField } from '../../../ui/choice-fields.tsx'

const NAME = 'unmanaged'

interface UnmanagedTickProps {
  readonly t: Translate
  /** Names of the organizers that nobody but administrators will manage. Nothing is asked when there are none. */
  readonly organizers: readonly string[]
  /** It was asked before, and not ticked. */
  readonly isMissing: boolean
}

/** Administrators may take the last manager of teams away, knowing that they do. */
export function UnmanagedTick({ t, organizers, isMissing }: UnmanagedTickProps) {
  if (organizers.length === 0) return null
  return (
    <CheckboxField
      name={NAME}
      label={t('staffAdmin:act.unmanagedTick')}
      hint={t('staffAdmin:act.unmanagedHint')}
      error={isMissing ? t('staffAdmin:act.unmanagedMissing') : undefined}
      required
    />
  )
}

/** Whether the form that was sent lacks the tick that these organizers ask for. */
export function lacksTick(body: unknown, organizers: readonly string[]): boolean {
  return organizers.length > 0 && readFields(body, [NAME]).unmanaged === ''
}
