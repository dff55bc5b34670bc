import { z } from 'zod'
import { InvalidInput, type Message } from '../../../../core/errors.ts'
import { isUploadedFile } from '../../../../platform/http/uploads.ts'
import { draftOf } from '../../presets/presets.ts'
import type { ProviderPreset } from '../../presets/types.ts'
import { FIELDS, type ProviderField, SWITCHES } from '../../rules/fields.ts'
import { inputOf, typedFieldsOf } from '../../rules/typed-fields.ts'
import type { SsoProvider, SsoProviderInput } from '../../types.ts'

/** What the form shows and what was typed into it, by the names of its fields; switches are `on` or empty. */
export type FormValues = Readonly<Record<ProviderField, string>>

const text = z.string().max(20_000)
const SWITCH_NAMES: ReadonlySet<string> = new Set(SWITCHES)
/** Of a connection and of those who use it, never of a kind of provider. */
const KEPT = new Set<ProviderField>(['slug', 'client_id', 'client_secret', 'client_key', 'is_active'])

function complete(fields: { readonly [K in ProviderField]?: string | undefined }): FormValues {
  return Object.fromEntries(FIELDS.map((field) => [field, fields[field] ?? ''])) as FormValues
}

/** What the form of a provider shows. Secret and key are never shown again. */
export function valuesOf(provider: SsoProvider): FormValues {
  return complete(typedFieldsOf(provider))
}

/** The form of a provider that does not exist yet. */
export function newValues(preset: ProviderPreset, slug: string): FormValues {
  return complete(typedFieldsOf({ ...draftOf(preset), slug }))
}

/** The form with everything that is known of another kind of provider; names and the issuer stay unless it has its own. */
export function refilled(values: FormValues, preset: ProviderPreset): FormValues {
  const known = newValues(preset, values.slug)
  const isKept = (field: ProviderField) =>
    KEPT.has(field) || (known[field] === '' && (field === 'issuer' || /^(?:name|button_label)\./.test(field)))
  return Object.fromEntries(FIELDS.map((field) => [field, isKept(field) ? values[field] : known[field]])) as FormValues
}

/**
 * What was typed. A text that was not sent keeps its value, a switch is off.
 * @param before what the form showed
 * @throws InvalidInput for a body that no form of ours sends
 */
export function readForm(body: unknown, before: FormValues): FormValues {
  const sent: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {}
  const wrong: Record<string, Message> = {}
  const read = (field: ProviderField): string => {
    const value = Object.hasOwn(sent, field) ? sent[field] : undefined
    if (value === undefined) return SWITCH_NAMES.has(field) ? '' : before[field]
    const parsed = text.safeParse(value)
    if (parsed.success) return parsed.data
    wrong[field] = { key: 'ssoProvidersOffice:errors.badForm' }
    return before[field]
  }
  const values = Object.fromEntries(FIELDS.map((field) => [field, read(field)])) as FormValues
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong)
  return { ...values, slug: before.slug }
}

/** The settings that were typed, for `create` with the slug and for `update` without it. */
export function settingsOf(values: FormValues, { isNew }: { readonly isNew: boolean }): SsoProviderInput {
  const { slug, ...rest } = values
  return inputOf(isNew ? { ...rest, slug } : rest)
}

/** The icon of this form; null for none. */
export function iconOf(body: unknown): Uint8Array | null {
  const sent: unknown = typeof body === 'object' && body !== null && 'icon' in body ? body.icon : undefined
  return [sent].flat().find(isUploadedFile)?.data ?? null
}

/** Whether a box or button with this name and value was sent. */
export function wasSent(body: unknown, name: string, value = 'on'): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name) && Reflect.get(body, name) === value
}
