import { apiTokenRoutes, tokensSection } from '../features/api-tokens/index.ts'
import { registrationTokenRoutes } from '../features/client-registration/index.ts'
import { connectedAppsSection, officeConnectedAppRoutes } from '../features/connected-apps/index.ts'
import { connectionTestRoutes } from '../features/connection-test/index.ts'
import { customerBulkRoutes } from '../features/customer-bulk/index.ts'
import {
  identitiesSection,
  listedLogins,
  officeIdentityRoutes,
  ownedNotes,
} from '../features/customer-identities/index.ts'
import { customerImportRoutes } from '../features/customer-import/index.ts'
import { customerMergeRoutes, mergeAction, mergesSection } from '../features/customer-merge/index.ts'
import { customerTagRoutes, tagsSection } from '../features/customer-tags/index.ts'
import { customerRoutes } from '../features/customers/index.ts'
import { mailTextRoutes } from '../features/mail-texts/index.ts'
import {
  localized,
  membershipsSection,
  membershipTypeRoutes,
  officeMembershipRoutes,
} from '../features/memberships/index.ts'
import { nativeAccountRoutes } from '../features/native-accounts/index.ts'
import { officeOrganizerRoutes, officeRoutes } from '../features/office/index.ts'
import { officeOrganizerScope } from '../features/office-access/index.ts'
import { signingKeyRoutes } from '../features/openid-provider/index.ts'
import { officeOrderRoutes, ordersSection } from '../features/orders/index.ts'
import { latestRefusals, refusedRequestRoutes } from '../features/refused-requests/index.ts'
import { factorSection, officeSecondFactorRoutes, resetAction } from '../features/second-factors/index.ts'
import { logoutMessagesSection } from '../features/single-logout/index.ts'
import { ssoClientRoutes } from '../features/sso-clients/index.ts'
import { impersonationHook, staffAdminRoutes, stopImpersonatingRoutes } from '../features/staff-admin/index.ts'
import type { BackendRegistry } from '../features/staff-backends/index.ts'
import { backendServerRoutes, createBackendDoors, staffRoutes } from '../features/staff-login/index.ts'
import { reauthRoutes } from '../features/staff-reauth/index.ts'
import {
  passkeyReauthentication,
  passkeyLogin as staffPasskeyLogin,
  staffSecondFactorRoutes,
} from '../features/staff-second-factors/index.ts'
import { staffSecurityRoutes } from '../features/staff-security/index.ts'
import { invitationRoutes, teamRoutes } from '../features/teams/index.ts'
import type { Features } from '../features.ts'
import { pageHooks } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Scope } from './scope.ts'
import { ssoOffice } from './sso-office.ts'

/** The back office. */
export function office(platform: Platform, features: Features, backends: BackendRegistry): Scope {
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
            bulkChanges: features.bulkChanges,
            sections,
            actions,
          }),
        )
        await organizer.register(async (tags) => customerTagRoutes(tags, features))
        await organizer.register(async (bulk) => customerBulkRoutes(bulk, { changes: features.bulkChanges }))
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
