import type { Config } from '../config.ts'
import { type Organizer, preferredSite } from '../features/organizers/index.ts'
import {
  addressInUse,
  keysUri,
  providerIconPath,
  redirectUri,
  type SsoProvider,
  type SsoProviders,
  startPath,
} from '../features/sso-providers/index.ts'
import { absoluteUrl, type Site, siteAt } from '../platform/http/site.ts'
import { say } from '../platform/i18n/i18n.ts'
import { createTexts } from '../texts.ts'
import { NothingFound } from './nothing-found.ts'
import type { JsonObject } from './output.ts'
import { UsageError } from './usage-error.ts'

/** The flags that name one provider. */
export const ONE_PROVIDER = {
  organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
  slug: { type: 'string', summary: 'short form of the provider' },
  id: { type: 'string', summary: 'ID of the provider' },
} as const

/**
 * The provider with this short form or ID.
 * @throws NothingFound
 * @throws UsageError when not exactly one of both is given
 */
export async function findProvider(
  ssoProviders: Pick<SsoProviders, 'list'>,
  organizer: Organizer,
  { slug, id }: { readonly slug?: string | undefined; readonly id?: string | undefined },
): Promise<SsoProvider> {
  if ((slug === undefined) === (id === undefined)) throw new UsageError('give either --slug or --id')
  const providers = await ssoProviders.list(organizer.id)
  const provider = providers.find((one) => one.slug === slug || one.id === id)
  if (!provider) throw new NothingFound(`${organizer.slug} has no SSO provider "${slug ?? id}"`)
  return provider
}

/** What a program learns about a provider: all it needs to register us there. Never a secret. */
export function providerJson(provider: SsoProvider, organizer: Organizer, config: Config): JsonObject {
  const site = preferredSite(organizer, config)
  const icon = providerIconPath(provider)
  const { settings, problem } = provider
  return {
    id: provider.id,
    slug: provider.slug,
    organizer: organizer.slug,
    active: provider.isActive,
    name: provider.name,
    label: provider.buttonLabel,
    preset: provider.preset,
    issuer: provider.issuer,
    client_id: provider.clientId,
    redirect_uri: redirectUri(site, provider.slug),
    redirect_uris: sitesOf(organizer, config).map((one) => redirectUri(one, provider.slug)),
    login_uri: absoluteUrl(site, startPath(provider.slug)),
    jwks_uri: provider.publicKeys === null ? null : keysUri(site, provider.slug),
    auth_method: settings.authMethod,
    client_secret_set: provider.hasSecret,
    client_secret_hint: provider.secretHint,
    apple_team_id: settings.apple.teamId || null,
    apple_key_id: settings.apple.keyId || null,
    scope: settings.scope,
    response_mode: settings.responseMode,
    claims_from: settings.claimsFrom,
    claims: claimsOf(settings),
    params: settings.authorizeParams,
    email_verified: settings.emailPolicy,
    authoritative: settings.isAuthoritative,
    address_in_use: addressInUse(settings),
    sync: settings.sync,
    trust_second_factor: settings.trustsSecondFactor,
    create_accounts: settings.createsAccounts,
    account_page: settings.accountPage || null,
    rp_logout: settings.logout.rpInitiated,
    backchannel_logout: settings.logout.backChannel,
    frontchannel_logout: settings.logout.frontChannel,
    icon_uri: icon === null ? null : absoluteUrl(site, icon),
    metadata_at: instant(provider.metadataAt),
    checked_at: instant(provider.checkedAt),
    problem: problem && say(createTexts().translator('en'), problem),
    failing: provider.isFailing,
    created_at: instant(provider.createdAt),
  }
}

/** The same for people. */
export function providerLines(json: JsonObject): string[][] {
  return Object.entries(json)
    .filter(([, value]) => value !== null && JSON.stringify(value) !== '{}')
    .map(([name, value]) => [name, textOf(value)])
}

/** Everywhere that people can log in: at the organizer's own domains, and at the main address. */
function sitesOf({ domains, slug }: Organizer, config: Config): Site[] {
  return [...domains, null].map((host) => siteAt(host, slug, config.url))
}

function claimsOf({ claims }: SsoProvider['settings']): Record<string, string> {
  const { subject, email, emailVerified, phone, locale, name } = claims
  const all = { subject, email, email_verified: emailVerified, phone, locale, ...name }
  return Object.fromEntries(Object.entries(all).filter(([, path]) => path !== ''))
}

function textOf(value: JsonObject[string]): string {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? pairsText(value ?? {}) : String(value)
}

function pairsText(value: object): string {
  return Object.entries(value)
    .map(([name, one]) => `${name}=${typeof one === 'string' ? one : JSON.stringify(one)}`)
    .join(', ')
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
