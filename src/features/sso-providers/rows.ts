import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Message } from '../../core/errors.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { SsoProviderTable } from '../../platform/db/provider-login-tables.ts'
import { healthOf } from './rules/health.ts'
import type { ProviderDraft } from './rules/read-input.ts'
import { settingsSchema } from './settings.ts'
import type { SsoProvider } from './types.ts'

const localized = z.object({ en: z.string().optional(), de: z.string().optional() })
const extrasSchema = z.object({
  publicKeys: z
    .object({ keys: z.array(z.looseObject({})) })
    .nullable()
    .default(null),
  iconHash: z.string().nullable().default(null),
})
const params = z.record(z.string(), z.union([z.string(), z.number()]))
const message: z.ZodType<Message> = z
  .object({ key: z.string(), params: params.optional() })
  .transform(({ key, params: given }) => (given === undefined ? { key } : { key, params: given }))

/** What stands beside the settings in their column. */
type Extras = Pick<SsoProvider, 'publicKeys' | 'iconHash'>

/** A provider from its row. @throws StoredDataInvalid */
export function toProvider(row: Selectable<SsoProviderTable>): SsoProvider {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    slug: row.slug,
    isActive: row.is_active,
    name: parseJson(localized, row.name, 'sso_providers.name'),
    buttonLabel: parseJson(localized, row.button_label, 'sso_providers.button_label'),
    preset: row.preset,
    issuer: row.issuer,
    clientId: row.client_id,
    hasSecret: row.client_secret !== null,
    secretHint: row.secret_hint,
    settings: parseJson(settingsSchema, row.settings, 'sso_providers.settings'),
    ...parseJson(extrasSchema, row.settings, 'sso_providers.settings'),
    metadataAt: row.metadata_at,
    checkedAt: row.checked_at,
    isFailing: healthOf(row.problem).isTold,
    problem: row.problem === null ? null : parseJson(message, row.problem, 'sso_providers.problem'),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}

/** The columns that a draft fills. */
export function draftColumns(draft: ProviderDraft, extras: Extras) {
  return {
    is_active: draft.isActive,
    name: JSON.stringify(draft.name),
    button_label: JSON.stringify(draft.buttonLabel),
    preset: draft.preset,
    issuer: draft.issuer,
    client_id: draft.clientId,
    ...settingsColumn(draft, extras),
  }
}

export function settingsColumn({ settings }: Pick<ProviderDraft, 'settings'>, { publicKeys, iconHash }: Extras) {
  return { settings: JSON.stringify({ ...settings, publicKeys, iconHash }) }
}
