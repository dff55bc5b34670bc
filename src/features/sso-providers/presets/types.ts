import type { TextKey } from '../../../platform/i18n/i18n.ts'
import type { ClaimNames, LocalizedText, ProviderSettings } from '../types.ts'

export type PresetKey =
  | 'google'
  | 'entra'
  | 'apple'
  | 'keycloak'
  | 'authentik'
  | 'zitadel'
  | 'auth0'
  | 'pretix'
  | 'foyer'
  | 'other'

/** What is known of a kind of provider. */
export interface ProviderPreset {
  readonly key: PresetKey
  /** What it is called; null for one that is not known. */
  readonly title: string | null
  /** What customers call it, where they know it. */
  readonly name: LocalizedText
  /** Empty unless all its customers have the same. */
  readonly issuer: string
  /** How its issuer looks, to be shown while the field is empty. */
  readonly issuerExample: string
  /** Where an app is registered there; null when each installation has its own place. */
  readonly registerAt: string | null
  readonly settings: Partial<Omit<ProviderSettings, 'claims' | 'apple'>>
  readonly claims: Partial<ClaimNames>
  /** What has to be known of it, one sentence or two each. */
  readonly hints: readonly TextKey[]
}
