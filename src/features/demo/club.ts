import type { Platform } from '../../platform/platform.ts'
import type { ClaimRules } from '../claim-rules/index.ts'
import type { Customers } from '../customers/index.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'

const SYSTEM = { type: 'system' } as const
const CLUB_SLUG = 'demo-choir'
const PROVIDER_SLUG = 'choir'

export interface ClubFeatures {
  readonly organizers: Organizers
  readonly customers: Customers
  readonly ssoClients: SsoClients
  readonly ssoProviders: SsoProviders
  readonly claimRules: ClaimRules
}

/** The login of a member of the choir. */
export interface ClubLogin {
  readonly email: string
  readonly password: string
}

/**
 * A choir whose members log in to the festival's shop with their accounts there: another organizer of this installation plays
 * the identity system. On later runs nothing happens. The server has to listen already, because it is called.
 */
export async function connectChoir(
  platform: Platform,
  features: ClubFeatures,
  festival: string,
  { email, password }: ClubLogin,
): Promise<void> {
  const { organizers, ssoClients, ssoProviders } = features
  const shop = await organizers.bySlug(festival)
  if (!shop || (await ssoProviders.bySlug(shop.id, PROVIDER_SLUG))) return
  const choir = (await organizers.bySlug(CLUB_SLUG)) ?? (await foundChoir(platform, features, { email, password }))
  const account = `${platform.config.url}/${shop.slug}/account`
  const registered = await ssoClients.create(
    choir.id,
    {
      name: shop.name,
      redirectUris: [`${account}/login/${PROVIDER_SLUG}/return`],
      postLogoutRedirectUris: [`${account}/logout/return`],
      backchannelLogoutUri: `${account}/login/${PROVIDER_SLUG}/backchannel`,
      allowedScopes: ['openid', 'profile', 'email', 'phone'],
    },
    SYSTEM,
  )
  const input = {
    preset: 'foyer',
    slug: PROVIDER_SLUG,
    isActive: true,
    name: { en: choir.name, de: choir.name },
    buttonLabel: { en: 'Lindenhof Choir members', de: 'Mitglieder des Lindenhof-Chors' },
    issuer: `${platform.config.url}/${choir.slug}`,
    clientId: registered.client.clientId,
    clientSecret: registered.secret ?? '',
  }
  try {
    const provider = await ssoProviders.create(shop.id, input, SYSTEM)
    const tag = { kind: 'tag', tag: 'choir' } as const
    const rule = { isActive: true, claim: 'email_verified', operator: 'equals', value: 'true', effect: tag } as const
    await features.claimRules.create(shop, provider.id, rule, SYSTEM)
  } catch (error) {
    platform.log.warn({ err: error }, 'this server does not reach itself, so the demo has no SSO provider')
    await ssoClients.remove(choir.id, registered.client.id, SYSTEM)
  }
}

async function foundChoir(
  { db, passwords }: Platform,
  { organizers, customers }: ClubFeatures,
  { email, password }: ClubLogin,
): Promise<Organizer> {
  const made = await organizers.create(
    { slug: CLUB_SLUG, name: 'Lindenhof Choir', timeZone: 'Europe/Berlin', brandColor: '#7a3b8f' },
    SYSTEM,
  )
  const choir = await organizers.set(
    made,
    { customer_accounts: 'true', name_scheme: 'given_family', tagline: 'Seventy voices, one hall, every Tuesday.' },
    SYSTEM,
  )
  const nameParts = { _scheme: 'given_family', given_name: 'Mira', family_name: 'Lindner' }
  const passwordHash = await passwords.hash(password)
  await db.transaction((trx) =>
    customers.create(trx, choir, { email, nameParts, locale: 'en', isVerified: true, passwordHash }, SYSTEM),
  )
  return choir
}
