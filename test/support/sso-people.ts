import { newId, type SsoProviderId } from '../../src/core/ids.ts'
import type { Arrival, ArrivingPerson } from '../../src/features/customer-identities/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProvider } from '../../src/features/sso-providers/index.ts'
import { DEFAULT_SETTINGS } from '../../src/features/sso-providers/settings.ts'
import { ssoProviderStore } from '../../src/features/sso-providers/store/providers.ts'
import { bumpConfigVersion } from '../../src/platform/db/version-watch.ts'
import type { Claims } from '../../src/protocol/client/claims.ts'
import type { TestServer } from './server.ts'

interface ProviderWish {
  readonly slug?: string
  readonly name?: string
  readonly isActive?: boolean
  readonly settings?: Partial<SsoProvider['settings']>
}

/** A provider that nobody talks to: for tests of what happens to people whom it vouched for. */
export async function makeProvider(
  foyer: TestServer,
  organizer: Organizer,
  { slug = 'uni', name = 'Universität Leipzig', isActive = true, settings = {} }: ProviderWish = {},
): Promise<SsoProvider> {
  const { db, random } = foyer.platform
  const id = newId<SsoProviderId>(random)
  await ssoProviderStore(db.q).insert(organizer.id, {
    id,
    slug,
    is_active: isActive,
    name: JSON.stringify({ en: name }),
    button_label: JSON.stringify({ en: `${name} login` }),
    preset: 'custom',
    issuer: `https://${slug}.example`,
    client_id: 'foyer',
    client_secret: null,
    secret_hint: null,
    client_key: null,
    settings: JSON.stringify({ ...DEFAULT_SETTINGS, ...settings }),
    metadata: null,
    metadata_at: null,
    checked_at: null,
    problem: null,
    created_at: 0,
    modified_at: 0,
  })
  return changeProvider(foyer, organizer, id, {})
}

/** Changes a provider without asking it; what was read before does not know. */
export async function changeProvider(
  foyer: TestServer,
  organizer: Organizer,
  id: SsoProviderId,
  { isActive, settings }: Pick<ProviderWish, 'isActive' | 'settings'>,
): Promise<SsoProvider> {
  const { ssoProviders } = foyer.features
  const before = await ssoProviders.byId(organizer.id, id)
  if (!before) throw new Error('no such provider')
  await ssoProviderStore(foyer.platform.db.q).update(organizer.id, id, {
    is_active: isActive ?? before.isActive,
    settings: JSON.stringify({ ...before.settings, ...settings }),
  })
  await bumpConfigVersion(foyer.platform.db.q)
  await foyer.platform.configWatch.checkNow()
  return (await ssoProviders.byId(organizer.id, id)) ?? before
}

/** Somebody whom the provider vouched for. */
export function personOf(provider: SsoProvider, subject: string, claims: Claims = {}): ArrivingPerson {
  return {
    provider,
    issuer: provider.issuer,
    subject,
    claims: { sub: subject, email: `${subject}@uni.example`, email_verified: true, ...claims },
    locale: 'en',
  }
}

/** Who is in. @throws when nobody is */
export function entered(arrival: Arrival) {
  if (!('identity' in arrival)) throw new Error(`nobody came in: ${JSON.stringify(arrival)}`)
  return arrival
}

/** The word for what happened. */
export function outcomeOf(arrival: Arrival): string {
  return arrival.kind === 'refused' ? arrival.reason : arrival.kind
}
