import { type AccountSections, accountSecurityRoutes } from '../features/account-security/index.ts'
import { appsInSecurity, connectedAppRoutes } from '../features/connected-apps/index.ts'
import { addressOwner, identityRoutes, identitySection, ownedNotes } from '../features/customer-identities/index.ts'
import { profileRoutes } from '../features/customers/index.ts'
import { accountMembershipRoutes } from '../features/memberships/index.ts'
import { orderRoutes } from '../features/orders/index.ts'
import { organizerPageRoutes, organizerScope } from '../features/organizers/index.ts'
import { popupLoginRoutes } from '../features/popup-login/index.ts'
import { privacyRoutes } from '../features/privacy/index.ts'
import { testLoginRoutes } from '../features/provider-test/index.ts'
import { savedPeopleRoutes } from '../features/saved-people/index.ts'
import {
  passkeyLogin,
  passkeySection,
  secondFactorRoutes,
  secondStepSection,
} from '../features/second-factors/index.ts'
import { accountFrame, customerSessionHook, signInRoutes, toLogin } from '../features/sign-in/index.ts'
import { singleLogoutRoutes } from '../features/single-logout/index.ts'
import { otherWays, providerWays, ssoLoginRoutes } from '../features/sso-login/index.ts'
import { upstreamLogoutRoutes } from '../features/upstream-logout/index.ts'
import type { Features } from '../features.ts'
import { pageHooks } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Scope } from './scope.ts'

/** Pages under an organizer's name. */
export function shop(platform: Platform, features: Features): Scope {
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
    testLoginRoutes(scope, {
      config,
      providerTest: features.providerTest,
      ssoLogin: features.ssoLogin,
      providers: features.ssoProviders,
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
