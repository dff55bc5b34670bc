import type { FastifyInstance } from 'fastify'
import { errorPage } from './error-pages.tsx'
import { type AccountSections, accountSecurityRoutes } from './features/account-security/index.ts'
import { apiRoutes } from './features/api/index.ts'
import { apiTokenRoutes, tokensSection } from './features/api-tokens/index.ts'
import { clientRegistrationRoutes, registrationTokenRoutes } from './features/client-registration/index.ts'
import {
  appsInSecurity,
  connectedAppRoutes,
  connectedAppsSection,
  officeConnectedAppRoutes,
} from './features/connected-apps/index.ts'
import { connectionTestRoutes } from './features/connection-test/index.ts'
import {
  addressOwner,
  identitiesSection,
  identityRoutes,
  identitySection,
  listedLogins,
  officeIdentityRoutes,
  ownedNotes,
} from './features/customer-identities/index.ts'
import { customerImportRoutes } from './features/customer-import/index.ts'
import { customerMergeRoutes, mergeAction, mergesSection } from './features/customer-merge/index.ts'
import { customerTagRoutes, tagsSection } from './features/customer-tags/index.ts'
import { customerRoutes, profileRoutes } from './features/customers/index.ts'
import { mailboxRoutes } from './features/demo/index.ts'
import { mailTextRoutes } from './features/mail-texts/index.ts'
import {
  accountMembershipRoutes,
  localized,
  membershipsSection,
  membershipTypeRoutes,
  officeMembershipRoutes,
} from './features/memberships/index.ts'
import { nativeAccountRoutes } from './features/native-accounts/index.ts'
import { officeOrganizerRoutes, officeRoutes } from './features/office/index.ts'
import { officeOrganizerScope } from './features/office-access/index.ts'
import {
  authorizationRoutes,
  insertedMetadataRoutes,
  openidProviderRoutes,
  signingKeyRoutes,
} from './features/openid-provider/index.ts'
import { officeOrderRoutes, orderRoutes, ordersSection } from './features/orders/index.ts'
import { organizerBrandRoutes, organizerPageRoutes, organizerScope } from './features/organizers/index.ts'
import { popupLoginRoutes, popupRedemptionRoutes } from './features/popup-login/index.ts'
import { privacyRoutes } from './features/privacy/index.ts'
import { latestRefusals, refusedRequestRoutes } from './features/refused-requests/index.ts'
import { savedPeopleRoutes } from './features/saved-people/index.ts'
import {
  factorSection,
  officeSecondFactorRoutes,
  passkeyLogin,
  passkeySection,
  resetAction,
  secondFactorRoutes,
  secondStepSection,
} from './features/second-factors/index.ts'
import { accountFrame, browserState, customerSessionHook, signInRoutes, toLogin } from './features/sign-in/index.ts'
import { checkSessionRoutes, logoutMessagesSection, singleLogoutRoutes } from './features/single-logout/index.ts'
import { ssoClientLogoRoutes, ssoClientRoutes } from './features/sso-clients/index.ts'
import { otherWays, providerWays, ssoLoginRoutes } from './features/sso-login/index.ts'
import { ssoProviderPublicRoutes } from './features/sso-providers/index.ts'
import { impersonationHook, staffAdminRoutes, stopImpersonatingRoutes } from './features/staff-admin/index.ts'
import type { BackendRegistry } from './features/staff-backends/index.ts'
import { backendServerRoutes, createBackendDoors, staffRoutes } from './features/staff-login/index.ts'
import { reauthRoutes } from './features/staff-reauth/index.ts'
import {
  passkeyReauthentication,
  passkeyLogin as staffPasskeyLogin,
  staffSecondFactorRoutes,
} from './features/staff-second-factors/index.ts'
import { staffSecurityRoutes } from './features/staff-security/index.ts'
import { invitationRoutes, teamRoutes } from './features/teams/index.ts'
import { upstreamLogoutRoutes, upstreamLogoutServerRoutes } from './features/upstream-logout/index.ts'
import type { Features } from './features.ts'
import { loadAssetAddresses, serveAssets } from './platform/http/assets.ts'
import { healthRoutes } from './platform/http/health.ts'
import { createHttpServer, pageHooks } from './platform/http/server.ts'
import type { Platform } from './platform/platform.ts'
import { ssoOffice } from './sso-office.ts'

/**
 * The whole server: every address, in scopes that share what must be known before a handler runs. Does not listen yet.
 * @throws ConfigError when a staff backend cannot be loaded
 */
export async function buildApp(platform: Platform, features: Features): Promise<FastifyInstance> {
  const { config } = platform
  await features.organizers.loadHosts()

  const app = await createHttpServer(platform, { errorPage, hostLookup: features.organizers.hostLookup })
  app.decorate('assets', loadAssetAddresses())
  app.decorate('siteName', config.instanceName)
  app.decorateRequest('organizer', null as never)
  app.decorateRequest('site', null as never)
  await serveAssets(app)
  healthRoutes(app, platform)
  app.get('/', async (_request, reply) => reply.redirect('/control/'))

  await app.register(shop(platform, features), { prefix: '/:organizer' })
  await app.register(provider(platform, features), { prefix: '/:organizer' })
  await app.register(insertedMetadata(platform, features), { prefix: '/.well-known' })
  const backends = await features.staff.loadBackends()
  await app.register(office(platform, features, backends), { prefix: '/control' })
  await app.register(async (api) => apiRoutes(api, { ...features, platform, backends }), { prefix: '/api/v1' })
  if (config.demo) await app.register(async (demo) => mailboxRoutes(demo, platform), { prefix: '/demo' })
  return app
}

type Scope = (scope: FastifyInstance) => Promise<void>

/** Pages under an organizer's name. */
function shop(platform: Platform, features: Features): Scope {
  const { config } = platform
  const { organizers, customers, signIn, openidProvider, singleLogout, refusedRequests } = features
  const { describeNext, renewNext, accountChosen } = openidProvider
  return async (scope) => {
    organizerScope(scope, { organizers, config })
    pageHooks(scope)
    customerSessionHook(scope, signIn.sessions)
    popupLoginRoutes(scope, { platform, popupLogin: features.popupLogin })
    organizerPageRoutes(scope)
    const ways = providerWays({ providers: features.ssoProviders })
    signInRoutes(scope, {
      signIn,
      customers,
      config,
      describeNext,
      renewNext,
      accountChosen,
      afterLogout: singleLogout.afterLogout,
      loginWays: passkeyLogin,
      providerWays: ways,
    })
    ssoLoginRoutes(scope, {
      platform,
      ssoLogin: features.ssoLogin,
      providers: features.ssoProviders,
      identities: features.customerIdentities,
      log: features.ssoLogins,
      signIn,
      customers,
      openidProvider,
      otherWays: otherWays({ providers: features.ssoProviders, ways, passkey: passkeyLogin }),
    })
    secondFactorRoutes(scope, { secondFactors: features.secondFactors, signIn, customers, describeNext })
    const sections: AccountSections = {
      login: [identitySection(features), passkeySection(features)],
      secondStep: [secondStepSection(features)],
      more: [appsInSecurity({ provider: openidProvider })],
    }
    accountSecurityRoutes(scope, {
      security: features.accountSecurity,
      signIn,
      customers,
      sections,
      addressOwner: addressOwner(features.customerIdentities),
      afterLogout: singleLogout.afterLogout,
    })
    identityRoutes(scope, features)
    upstreamLogoutRoutes(scope, { ...features, platform })
    singleLogoutRoutes(scope, { signIn, provider: openidProvider, singleLogout, refusals: refusedRequests.log })
    orderRoutes(scope, { orders: features.orders })
    accountMembershipRoutes(scope, { platform, memberships: features.memberships })
    privacyRoutes(scope, { platform, privacy: features.privacy, customers, signIn })
    savedPeopleRoutes(scope, { savedPeople: features.savedPeople })
    connectedAppRoutes(scope, { provider: openidProvider, config })
    profileRoutes(scope, {
      platform,
      customers,
      ownedNotes: ownedNotes(features.customerIdentities, { own: true }),
      toLogin,
      login: (request) => request.customerSession(),
      frame: (request, reply, session) => accountFrame(request, reply, session, 'profile'),
    })
    scope.setNotFoundHandler(scope.answerNotFound)
  }
}

/** What programs ask an organizer for: no session, no form. */
function provider(platform: Platform, features: Features): Scope {
  const { organizers, openidProvider, clientRegistration, signIn, ssoClients } = features
  return async (scope) => {
    organizerScope(scope, { organizers, config: platform.config })
    organizerBrandRoutes(scope, { organizers })
    ssoClientLogoRoutes(scope, { ssoClients })
    ssoProviderPublicRoutes(scope, { ssoProviders: features.ssoProviders })
    checkSessionRoutes(scope)
    upstreamLogoutServerRoutes(scope, { ...features, platform })
    popupRedemptionRoutes(scope, { platform, popupLogin: features.popupLogin })
    const refusals = features.refusedRequests.log
    const deps = { platform, provider: openidProvider, browserState, refusals }
    await scope.register(async (endpoints) => openidProviderRoutes(endpoints, deps))
    await scope.register(async (endpoints) =>
      clientRegistrationRoutes(endpoints, { platform, registration: clientRegistration, refusals }),
    )
    await scope.register(async (pages) => {
      customerSessionHook(pages, signIn.sessions)
      authorizationRoutes(pages, deps)
    })
  }
}

/** Discovery of issuers with a path, where RFC 8414 looks for it. */
function insertedMetadata({ config }: Platform, { organizers, openidProvider }: Features): Scope {
  return async (scope) => {
    organizerScope(scope, { organizers, config })
    insertedMetadataRoutes(scope, { provider: openidProvider })
  }
}

/** The back office. */
function office(platform: Platform, features: Features, backends: BackendRegistry): Scope {
  const { audit, customers, signIn, organizers, staff, ssoClients, openidProvider, singleLogout, refusedRequests } =
    features
  const deps = { ...features, platform }
  const appDeps = { provider: features.openidProvider, customers, config: platform.config }
  const { givenBy } = features.claimRules
  const membershipDeps = { platform, memberships: features.memberships, customers, givenBy }
  const sections = [
    tagsSection(features),
    membershipsSection(membershipDeps),
    ordersSection(features),
    factorSection(features),
    identitiesSection(features),
    connectedAppsSection(appDeps),
    mergesSection(features.customerMerge),
  ]
  const actions = [resetAction(features), mergeAction]
  const teamSections = [tokensSection({ ...features, clock: platform.clock })]
  const clientSections = [latestRefusals(refusedRequests), logoutMessagesSection(singleLogout)]
  const doors = createBackendDoors({ platform, staff, backends, audit })
  return async (scope) => {
    await scope.register(async (servers) => backendServerRoutes(servers, { staff, doors }))
    pageHooks(scope)
    staffRoutes(scope, { platform, staff, backends, audit, doors, extras: staffPasskeyLogin(features) })
    staffSecurityRoutes(scope, { staff, audit, backends, staffSecurity: features.staffSecurity })
    reauthRoutes(scope, {
      platform,
      staff,
      doors,
      factorCheck: passkeyReauthentication(features.staffSecondFactors),
    })
    staffSecondFactorRoutes(scope, { ...deps, backends })
    impersonationHook(scope, features)
    stopImpersonatingRoutes(scope, features)
    await scope.register(async (users) =>
      staffAdminRoutes(users, {
        ...deps,
        backends,
        passwordLinks: features.nativeAccounts.passwordLinks,
        factorCare: features.staffSecondFactors,
      }),
    )
    await scope.register(async (invitations) =>
      invitationRoutes(invitations, { ...deps, accounts: features.nativeAccounts }),
    )
    nativeAccountRoutes(scope, deps)
    await officeRoutes(scope, deps)
    await scope.register(
      async (organizer) => {
        officeOrganizerScope(organizer, { organizers, permissions: features.teams.permissions })
        await officeOrganizerRoutes(organizer, deps)
        await organizer.register(async (teams) => teamRoutes(teams, { ...deps, backends, sections: teamSections }))
        await organizer.register(async (tokens) => apiTokenRoutes(tokens, deps))
        await organizer.register(async (texts) => mailTextRoutes(texts, deps))
        await organizer.register(async (scope) =>
          customerRoutes(scope, {
            platform,
            customers,
            audit,
            sendPasswordLink: signIn.sendPasswordLink,
            sessions: signIn.sessions,
            ownedNotes: ownedNotes(features.customerIdentities, { own: false }),
            membershipTypes: async ({ organizer: { id }, locale }) =>
              (await features.memberships.types(id)).map((type) => ({
                id: type.id,
                name: localized(type.name, locale),
              })),
            tags: features.customerTags,
            logins: listedLogins(features),
            sections,
            actions,
          }),
        )
        await organizer.register(async (tags) => customerTagRoutes(tags, features))
        await organizer.register(async (imports) =>
          customerImportRoutes(imports, { imports: features.customerImports }),
        )
        await organizer.register(async (merges) =>
          customerMergeRoutes(merges, { customers, customerMerge: features.customerMerge }),
        )
        await organizer.register(async (scope) => officeConnectedAppRoutes(scope, appDeps))
        await organizer.register(async (scope) =>
          officeSecondFactorRoutes(scope, { ...features, config: platform.config }),
        )
        await organizer.register(async (scope) => officeIdentityRoutes(scope, features))
        await organizer.register(async (scope) => officeOrderRoutes(scope, features))
        await organizer.register(async (scope) => officeMembershipRoutes(scope, membershipDeps))
        await organizer.register(async (scope) => membershipTypeRoutes(scope, features.memberships))
        await organizer.register(async (keys) =>
          signingKeyRoutes(keys, { platform, organizers, ssoClients, keys: openidProvider.keys }),
        )
        await organizer.register(async (clients) =>
          ssoClientRoutes(clients, { platform, ssoClients, sections: clientSections }),
        )
        await organizer.register(async (refusals) => refusedRequestRoutes(refusals, { refusedRequests, ssoClients }))
        await ssoOffice(organizer, platform, features)
        await organizer.register(async (tests) =>
          connectionTestRoutes(tests, { ssoClients, connectionTest: features.connectionTest }),
        )
        await organizer.register(async (tokens) =>
          registrationTokenRoutes(tokens, { platform, organizers, registration: features.clientRegistration }),
        )
      },
      { prefix: '/organizer/:organizer' },
    )
    scope.setNotFoundHandler(scope.answerNotFound)
  }
}
