import type { FastifyInstance } from 'fastify'
import type { OrganizerId, SsoProviderId } from '../core/ids.ts'
import { claimRuleRoutes, rulesSection } from '../features/claim-rules/index.ts'
import { providerTestOfficeRoutes, startTest } from '../features/provider-test/index.ts'
import { lastReceived, latestLogins, ssoLoginLogRoutes } from '../features/sso-logins/index.ts'
import { ssoProviderOfficeRoutes } from '../features/sso-providers/index.ts'
import { backChannelPath, frontChannelPath, PATHS } from '../features/upstream-logout/index.ts'
import type { Features } from '../features.ts'
import type { Platform } from '../platform/platform.ts'

/** The SSO providers of an organizer in the back office, with what other features say on their pages. */
export async function ssoOffice(app: FastifyInstance, platform: Platform, features: Features): Promise<void> {
  const { ssoProviders, audit, ssoLogins, customers, customerIdentities } = features
  const received = lastReceived({ ssoLogins, customers })
  const { claimRules, memberships, providerTest } = features
  const { config } = platform

  /** Of a login or of a test, whatever was later. */
  async function latestReceived(organizerId: OrganizerId, providerId: SsoProviderId) {
    const login = await received(organizerId, providerId)
    const tested = await providerTest.lastClaims(organizerId, providerId)
    return login !== null && (tested === null || login.at >= tested.at) ? login : tested
  }

  const rulesDeps = {
    claimRules,
    memberships,
    ssoProviders,
    lastClaims: async (organizerId: OrganizerId, providerId: SsoProviderId) =>
      (await latestReceived(organizerId, providerId))?.claims ?? null,
  }

  await app.register(async (providers) =>
    ssoProviderOfficeRoutes(providers, {
      platform,
      ssoProviders,
      audit,
      received: (organizer, provider) => latestReceived(organizer.id, provider.id),
      mapped: (organizer, provider, claims, locale) =>
        customerIdentities.map(organizer, { provider, issuer: provider.issuer, subject: '', claims, locale }),
      logoutPaths: { back: PATHS.back, backChannel: backChannelPath, frontChannel: frontChannelPath },
      startTest: startTest({ providerTest }),
      sections: [rulesSection(rulesDeps), latestLogins(ssoLogins)],
    }),
  )
  await app.register(async (rules) => claimRuleRoutes(rules, rulesDeps))
  await app.register(async (tests) =>
    providerTestOfficeRoutes(tests, { config, providerTest, ssoProviders, memberships }),
  )
  await app.register(async (logins) =>
    ssoLoginLogRoutes(logins, { ssoLogins, ssoProviders, customers, customerIdentities }),
  )
}
