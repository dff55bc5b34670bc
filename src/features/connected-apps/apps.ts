import type { CustomerId, SsoClientId } from '../../core/ids.ts'
import type { Site } from '../../platform/http/site.ts'
import { formatDay, formatInstant } from '../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../platform/i18n/i18n.ts'
import type { ProviderClient } from '../../protocol/provider/types.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { ssoClientLogoPath } from '../sso-clients/index.ts'
import { appSees, type Sight } from './rules/app-sees.ts'

type ConnectedApp = Awaited<ReturnType<OpenidProvider['consents']['apps']>>[number]

/** A connected app as pages list it. */
export interface ListedApp {
  readonly id: SsoClientId
  readonly name: string
  readonly logo: string | null
  /** In a few words. */
  readonly sees: string
  /** Days and instants, as they are told; null when there is none. */
  readonly allowedOn: string | null
  readonly lastUsed: string | null
  readonly staysConnected: boolean
  readonly isActive: boolean
  /** Comes back without a question. */
  readonly isTrusted: boolean
  /** Addresses of the app's own pages; null when it has none. */
  readonly homepage: string | null
}

/** Whose apps are listed, and how they are told. */
export interface Listing {
  readonly organizer: Organizer
  readonly customerId: CustomerId
  /** Where the list is shown. */
  readonly site: Site
  readonly t: Translate
  readonly locale: Locale
}

/** The apps of a customer, the one used last first. */
export async function listApps(
  provider: Pick<OpenidProvider, 'consents' | 'host'>,
  listing: Listing,
): Promise<ListedApp[]> {
  const { organizer, customerId, site } = listing
  const apps = await provider.consents.apps(organizer.id, customerId)
  const { clients } = provider.host(organizer, site)
  const listed = await Promise.all(
    apps.map(async (app) => {
      const client = await clients.findByKey(app.client)
      return client && listedApp(app, client, listing)
    }),
  )
  return listed.filter((app) => app !== null)
}

/** One of these apps; null when it is not connected. */
export async function findApp(
  provider: Pick<OpenidProvider, 'consents' | 'host'>,
  listing: Listing,
  id: SsoClientId | null,
): Promise<ListedApp | null> {
  const apps = id === null ? [] : await listApps(provider, listing)
  return apps.find((app) => app.id === id) ?? null
}

function listedApp(app: ConnectedApp, client: ProviderClient, listing: Listing): ListedApp {
  const { organizer, site, t, locale } = listing
  const { timeZone } = organizer
  const logo = ssoClientLogoPath(client)
  return {
    id: client.id,
    name: client.name,
    logo: logo === null ? null : site.base + logo,
    sees: appSees(sightOf(app, client), organizer.settings.customer_accounts_profile_fields, t, locale),
    allowedOn: app.allowedAt === null ? null : formatDay(app.allowedAt, locale, timeZone),
    lastUsed: app.lastUsedAt === null ? null : formatInstant(app.lastUsedAt, locale, timeZone),
    staysConnected: app.staysConnected,
    isActive: client.isActive,
    isTrusted: client.consent === 'never',
    homepage: client.clientUri,
  }
}

/** An app that never asks may look at whatever the organizer allows it. */
function sightOf({ scopes, claims }: ConnectedApp, { subjectType, consent, allowedScopes }: ProviderClient): Sight {
  if (consent === 'never') return { subjectType, scopes: allowedScopes, claims }
  return { subjectType, scopes: scopes.filter((scope) => allowedScopes.includes(scope)), claims }
}
