import type { Child } from 'hono/jsx'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { AffectedCounts } from '../affected.ts'
import type { SettingsValues } from '../settings-form.ts'

/** What the sections of the form are drawn with. */
export interface SectionProps {
  readonly t: Translate
  readonly locale: Locale
  readonly values: SettingsValues
  readonly counts: AffectedCounts
  /** How many apps log in with these accounts. */
  readonly clients: number
  /** A label, marked when the field's value is not saved yet. */
  readonly label: (field: string, text: string) => Child
  /** What is wrong with a field. */
  readonly error: (field: string) => string | undefined
}
