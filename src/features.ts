import { type AccountSecurity, createAccountSecurity } from './features/account-security/index.ts'
import { type ApiTokens, createApiTokens } from './features/api-tokens/index.ts'
import { type Audit, createAudit } from './features/audit/index.ts'
import { type ClaimRules, createClaimRules } from './features/claim-rules/index.ts'
import { type ClientRegistration, createClientRegistration } from './features/client-registration/index.ts'
import { type ConnectionTest, createConnectionTest } from './features/connection-test/index.ts'
import { type BulkChanges, createBulkChanges } from './features/customer-bulk/index.ts'
import { type CustomerIdentities, createCustomerIdentities } from './features/customer-identities/index.ts'
import { type CustomerImports, createCustomerImports } from './features/customer-import/index.ts'
import { type CustomerMerge, createCustomerMerge } from './features/customer-merge/index.ts'
import { type CustomerTags, createCustomerTags } from './features/customer-tags/index.ts'
import { type Customers, createCustomers } from './features/customers/index.ts'
import { createMailTexts, type MailTexts } from './features/mail-texts/index.ts'
import { createMemberships, type Memberships } from './features/memberships/index.ts'
import { createNativeAccounts, type NativeAccounts } from './features/native-accounts/index.ts'
import { createClientDocuments, createOpenidProvider, type OpenidProvider } from './features/openid-provider/index.ts'
import { createOrders, type Orders } from './features/orders/index.ts'
import { createOrganizers, type Organizers } from './features/organizers/index.ts'
import { createPopupLogin, type PopupLogin } from './features/popup-login/index.ts'
import { createPrivacy, type Privacy } from './features/privacy/index.ts'
import { createProviderTest, type ProviderTest } from './features/provider-test/index.ts'
import { createRefusedRequests, type RefusedRequests } from './features/refused-requests/index.ts'
import { createSavedPeople, type SavedPeople } from './features/saved-people/index.ts'
import { createSecondFactors, type SecondFactors } from './features/second-factors/index.ts'
import { createSignIn, type SignIn } from './features/sign-in/index.ts'
import { createSingleLogout, type SingleLogout } from './features/single-logout/index.ts'
import { createSsoClients, type SsoClients } from './features/sso-clients/index.ts'
import { createSsoLogin, type SsoLoginService } from './features/sso-login/index.ts'
import { createSsoLogins, type SsoLogins } from './features/sso-logins/index.ts'
import { createSsoProviders, type SsoProviders } from './features/sso-providers/index.ts'
import { createStaff, type Staff } from './features/staff/index.ts'
import { createStaffAdmin, type StaffAdmin } from './features/staff-admin/index.ts'
import { createStaffSecondFactors, type StaffSecondFactors } from './features/staff-second-factors/index.ts'
import { createStaffSecurity, type StaffSecurity } from './features/staff-security/index.ts'
import { createTeams, type Teams } from './features/teams/index.ts'
import { createUpstreamLogout, type UpstreamLogout } from './features/upstream-logout/index.ts'
import type { Platform } from './platform/platform.ts'

/** The services of the product, for routes and for the command line. */
export interface Features {
  readonly audit: Audit
  readonly organizers: Organizers
  readonly customers: Customers
  readonly customerTags: CustomerTags
  readonly mailTexts: MailTexts
  readonly signIn: SignIn
  readonly secondFactors: SecondFactors
  readonly accountSecurity: AccountSecurity
  readonly savedPeople: SavedPeople
  readonly privacy: Privacy
  readonly orders: Orders
  readonly memberships: Memberships
  readonly ssoClients: SsoClients
  readonly ssoProviders: SsoProviders
  readonly customerIdentities: CustomerIdentities
  readonly claimRules: ClaimRules
  readonly clientRegistration: ClientRegistration
  readonly openidProvider: OpenidProvider
  readonly customerMerge: CustomerMerge
  readonly customerImports: CustomerImports
  readonly bulkChanges: BulkChanges
  readonly singleLogout: SingleLogout
  readonly refusedRequests: RefusedRequests
  readonly ssoLogin: SsoLoginService
  readonly ssoLogins: SsoLogins
  readonly upstreamLogout: UpstreamLogout
  readonly connectionTest: ConnectionTest
  readonly providerTest: ProviderTest
  readonly popupLogin: PopupLogin
  readonly staff: Staff
  readonly staffSecurity: StaffSecurity
  readonly staffAdmin: StaffAdmin
  readonly nativeAccounts: NativeAccounts
  readonly teams: Teams
  readonly apiTokens: ApiTokens
  readonly staffSecondFactors: StaffSecondFactors
}

/** Builds every service by hand, each from those above it. Starts nothing. */
export async function createFeatures(platform: Platform): Promise<Features> {
  const audit = createAudit(platform)
  const organizers = createOrganizers(platform, { audit })
  const customers = createCustomers(platform, { audit })
  const customerTags = createCustomerTags(platform, { audit, customers })
  const mailTexts = createMailTexts(platform, { audit, organizers })
  const signIn = createSignIn(platform, { customers, audit, mailTexts })
  const secondFactors = createSecondFactors(platform, { customers, audit, mailTexts, signIn })
  const orders = createOrders(platform, { customers, audit })
  const accountSecurity = createAccountSecurity(platform, { customers, audit, signIn, mailTexts })
  const ssoClients = createSsoClients(platform, { audit })
  const ssoLogins = createSsoLogins(platform, { customers })
  const ssoProviders = createSsoProviders(platform, { audit })
  ssoProviders.onEndAccess(async (q, organizerId, providerId) => {
    await signIn.sessions.endUpstream(q, organizerId, { providerId })
  })
  const customerIdentities = createCustomerIdentities(platform, {
    customers,
    audit,
    signIn,
    secondFactors,
    ssoProviders,
    mailTexts,
  })
  ssoProviders.useRelease(async (organizerId, id, actor) => {
    const organizer = await organizers.byId(organizerId)
    if (organizer) await customerIdentities.unlink(organizer, id, actor, { force: true })
  })
  const documents = createClientDocuments(platform)
  const clientRegistration = createClientRegistration(platform, { audit, ssoClients })
  const memberships = createMemberships(platform, { audit, customers, mailTexts, organizers, orders })
  const claimRules = createClaimRules(platform, {
    audit,
    customers,
    customerTags,
    memberships,
    identities: customerIdentities,
    providers: ssoProviders,
  })
  const openidProvider = createOpenidProvider(platform, {
    audit,
    organizers,
    ssoClients,
    customers,
    documents,
    memberships: memberships.claims,
  })
  const singleLogout = createSingleLogout(platform, { signIn, organizers, provider: openidProvider })
  const upstreamLogout = createUpstreamLogout(platform, { signIn, ssoProviders, customerIdentities, singleLogout })
  const refusedRequests = createRefusedRequests(platform)
  const ssoLogin = createSsoLogin(platform, { audit, customers, mailTexts, signIn, providers: ssoProviders })
  const connectionTest = createConnectionTest(platform, { provider: openidProvider })
  const popupLogin = createPopupLogin(platform, { customers, sessions: signIn.sessions })
  const providerTest = createProviderTest(platform, {
    audit,
    customers,
    providers: ssoProviders,
    identities: customerIdentities,
    claimRules,
  })
  const customerMerge = createCustomerMerge(platform, {
    customers,
    audit,
    mailTexts,
    ssoClients,
    appsOf: openidProvider.appsKnowing,
  })
  const customerImports = createCustomerImports(platform, { customers, audit, organizers })
  const bulkChanges = createBulkChanges(platform, { customers, organizers })
  const savedPeople = createSavedPeople(platform, { customers })
  const privacy = createPrivacy(platform, { customers, audit, mailTexts, organizers, signIn })
  const staff = createStaff(platform, { audit })
  const staffSecurity = createStaffSecurity(platform, { staff, audit })
  const nativeAccounts = createNativeAccounts(platform, { staff, audit })
  const teams = createTeams(platform, { audit, staff, organizers })
  const staffAdmin = createStaffAdmin(platform, { audit, staff, teams, notices: nativeAccounts.notices })
  const apiTokens = createApiTokens(platform, { audit, teams })
  const staffSecondFactors = createStaffSecondFactors(platform, { audit, staff, teams })
  return {
    audit,
    organizers,
    customers,
    customerTags,
    mailTexts,
    signIn,
    secondFactors,
    accountSecurity,
    savedPeople,
    privacy,
    orders,
    memberships,
    ssoClients,
    ssoProviders,
    customerIdentities,
    claimRules,
    clientRegistration,
    openidProvider,
    customerMerge,
    customerImports,
    bulkChanges,
    singleLogout,
    refusedRequests,
    ssoLogin,
    ssoLogins,
    upstreamLogout,
    connectionTest,
    providerTest,
    popupLogin,
    staff,
    staffSecurity,
    staffAdmin,
    nativeAccounts,
    teams,
    apiTokens,
    staffSecondFactors,
  }
}
