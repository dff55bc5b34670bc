import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'
import { DAY } from '../../../core/clock.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import type { StoredConnection } from '../../../protocol/client/discover.ts'
import type { ClientSettings } from '../../../protocol/client/types.ts'
import { DESCRIBED_PARTS, namesOfKeys } from '../rules/description-changes.ts'
import type { ProviderDraft } from '../rules/read-input.ts'
import type { ProviderRow } from '../store/providers.ts'
import type { ProviderDescription, SsoProvider } from '../types.ts'
import { type ProofSecrets, proofOf } from './proof.ts'

/** How long a provider's description is used when it cannot be read again. */
const USABLE_MS = 7 * DAY

/** Whether what is known of a provider can still be used. @param now ms */
export function isFresh({ metadataAt }: Pick<SsoProvider, 'metadataAt'>, now: number): boolean {
  return metadataAt !== null && now - metadataAt <= USABLE_MS
}

const stored = z.object({
  document: z.unknown(),
  keys: z
    .object({ at: z.number(), keys: z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) }) })
    .nullable()
    .default(null),
  changed: z
    .object({ at: z.number(), parts: z.array(z.enum(DESCRIBED_PARTS)) })
    .nullable()
    .catch(null),
})

/** What is agreed upon with a provider, for the protocol. */
export function clientSettingsOf(draft: ProviderDraft, secrets: ProofSecrets): ClientSettings {
  const { scope, responseMode, claimsFrom, authorizeParams } = draft.settings
  const { issuer, clientId } = draft
  return { issuer, clientId, proof: proofOf(draft, secrets), scope, responseMode, claimsFrom, authorizeParams }
}

/** The columns that keep a connection for the next start. @param now ms */
export function connectionColumns(
  { metadata, keys, readAt }: Connection,
  now: number,
  changed: ProviderDescription['changed'] = null,
) {
  const known = keys.known()
  return {
    metadata: JSON.stringify({ document: metadata, keys: known && { keys: known, at: now }, changed }),
    metadata_at: readAt,
  }
}

/** What was kept of a connection; null when it was never made. @throws StoredDataInvalid */
export function storedConnectionOf(row: Pick<ProviderRow, 'metadata' | 'metadata_at'>): StoredConnection | null {
  if (row.metadata === null || row.metadata_at === null) return null
  const { document, keys } = parseJson(stored, row.metadata, 'sso_providers.metadata')
  const kept = keys && { keys: keys.keys as JSONWebKeySet, at: keys.at }
  return { metadata: document, readAt: row.metadata_at, ...(kept && { keys: kept }) }
}

/** What is kept of a provider's description, for people. @throws StoredDataInvalid */
export function descriptionOf(row: Pick<ProviderRow, 'metadata' | 'metadata_at'>): ProviderDescription | null {
  const connection = storedConnectionOf(row)
  if (connection === null || row.metadata === null) return null
  const { changed } = parseJson(stored, row.metadata, 'sso_providers.metadata')
  return { readAt: connection.readAt, keys: namesOfKeys(connection), changed }
}
