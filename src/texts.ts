import { accountSecurity as accountSecurityDe } from './features/account-security/locales/de.ts'
import { accountSecurity } from './features/account-security/locales/en.ts'
import { api as apiDe } from './features/api/locales/de.ts'
import { api } from './features/api/locales/en.ts'
import { apiTokens as apiTokensDe } from './features/api-tokens/locales/de.ts'
import { apiTokens } from './features/api-tokens/locales/en.ts'
import { audit as auditDe } from './features/audit/locales/de.ts'
import { audit } from './features/audit/locales/en.ts'
import { claimRules as claimRulesDe } from './features/claim-rules/locales/de.ts'
import { claimRules } from './features/claim-rules/locales/en.ts'
import { clientRegistration as clientRegistrationDe } from './features/client-registration/locales/de.ts'
import { clientRegistration } from './features/client-registration/locales/en.ts'
import { connectedApps as connectedAppsDe } from './features/connected-apps/locales/de.ts'
import { connectedApps } from './features/connected-apps/locales/en.ts'
import { connectionTest as connectionTestDe } from './features/connection-test/locales/de.ts'
import { connectionTest } from './features/connection-test/locales/en.ts'
import { customerBulk as customerBulkDe } from './features/customer-bulk/locales/de.ts'
import { customerBulk } from './features/customer-bulk/locales/en.ts'
import { customerIdentities as customerIdentitiesDe } from './features/customer-identities/locales/de.ts'
import { customerIdentities } from './features/customer-identities/locales/en.ts'
import { customerImport as customerImportDe } from './features/customer-import/locales/de.ts'
import { customerImport } from './features/customer-import/locales/en.ts'
import { customerMerge as customerMergeDe } from './features/customer-merge/locales/de.ts'
import { customerMerge } from './features/customer-merge/locales/en.ts'
import { customerTags as customerTagsDe } from './features/customer-tags/locales/de.ts'
import { customerTags } from './features/customer-tags/locales/en.ts'
import { customers as customersDe } from './features/customers/locales/de.ts'
import { customers } from './features/customers/locales/en.ts'
import { demo as demoDe } from './features/demo/locales/de.ts'
import { demo } from './features/demo/locales/en.ts'
import { mailTexts as mailTextsDe } from './features/mail-texts/locales/de.ts'
import { mailTexts } from './features/mail-texts/locales/en.ts'
import { memberships as membershipsDe } from './features/memberships/locales/de.ts'
import { memberships } from './features/memberships/locales/en.ts'
import { nativeAccounts as nativeAccountsDe } from './features/native-accounts/locales/de.ts'
import { nativeAccounts } from './features/native-accounts/locales/en.ts'
import { office as officeDe } from './features/office/locales/de.ts'
import { office } from './features/office/locales/en.ts'
import { openidProvider as openidProviderDe } from './features/openid-provider/locales/de.ts'
import { openidProvider } from './features/openid-provider/locales/en.ts'
import { signingKeys as signingKeysDe } from './features/openid-provider/locales/keys-de.ts'
import { signingKeys } from './features/openid-provider/locales/keys-en.ts'
import { orders as ordersDe } from './features/orders/locales/de.ts'
import { orders } from './features/orders/locales/en.ts'
import { organizers as organizersDe } from './features/organizers/locales/de.ts'
import { organizers } from './features/organizers/locales/en.ts'
import { popupLogin as popupLoginDe } from './features/popup-login/locales/de.ts'
import { popupLogin } from './features/popup-login/locales/en.ts'
import { privacy as privacyDe } from './features/privacy/locales/de.ts'
import { privacy } from './features/privacy/locales/en.ts'
import { providerTest as providerTestDe } from './features/provider-test/locales/de.ts'
import { providerTest } from './features/provider-test/locales/en.ts'
import { refusedRequests as refusedRequestsDe } from './features/refused-requests/locales/de.ts'
import { refusedRequests } from './features/refused-requests/locales/en.ts'
import { registrationChallenge as registrationChallengeDe } from './features/registration-challenge/locales/de.ts'
import { registrationChallenge } from './features/registration-challenge/locales/en.ts'
import { savedPeople as savedPeopleDe } from './features/saved-people/locales/de.ts'
import { savedPeople } from './features/saved-people/locales/en.ts'
import { secondFactors as secondFactorsDe } from './features/second-factors/locales/de.ts'
import { secondFactors } from './features/second-factors/locales/en.ts'
import { signIn as signInDe } from './features/sign-in/locales/de.ts'
import { signIn } from './features/sign-in/locales/en.ts'
import { singleLogout as singleLogoutDe } from './features/single-logout/locales/de.ts'
import { singleLogout } from './features/single-logout/locales/en.ts'
import { ssoClients as ssoClientsDe } from './features/sso-clients/locales/de.ts'
import { ssoClients } from './features/sso-clients/locales/en.ts'
import { ssoLogin as ssoLoginDe } from './features/sso-login/locales/de.ts'
import { ssoLogin } from './features/sso-login/locales/en.ts'
import { ssoQuestions as ssoQuestionsDe } from './features/sso-login/questions/locales/de.ts'
import { ssoQuestions } from './features/sso-login/questions/locales/en.ts'
import { ssoLogins as ssoLoginsDe } from './features/sso-logins/locales/de.ts'
import { ssoLogins } from './features/sso-logins/locales/en.ts'
import { ssoProviders as ssoProvidersDe } from './features/sso-providers/locales/de.ts'
import { ssoProviders } from './features/sso-providers/locales/en.ts'
import { ssoProvidersOffice as ssoProvidersOfficeDe } from './features/sso-providers/office/locales/de.ts'
import { ssoProvidersOffice } from './features/sso-providers/office/locales/en.ts'
import { staff as staffDe } from './features/staff/locales/de.ts'
import { staff } from './features/staff/locales/en.ts'
import { staffAdmin as staffAdminDe } from './features/staff-admin/locales/de.ts'
import { staffAdmin } from './features/staff-admin/locales/en.ts'
import { doors as doorsDe } from './features/staff-login/locales/de.ts'
import { doors } from './features/staff-login/locales/en.ts'
import { staffReauth as staffReauthDe } from './features/staff-reauth/locales/de.ts'
import { staffReauth } from './features/staff-reauth/locales/en.ts'
import { staffFactors as staffFactorsDe } from './features/staff-second-factors/locales/de.ts'
import { staffFactors } from './features/staff-second-factors/locales/en.ts'
import { staffSecurity as staffSecurityDe } from './features/staff-security/locales/de.ts'
import { staffSecurity } from './features/staff-security/locales/en.ts'
import { teams as teamsDe } from './features/teams/locales/de.ts'
import { teams } from './features/teams/locales/en.ts'
import * as sharedDe from './locales/de.ts'
import * as shared from './locales/en.ts'
import { createI18n, type I18n, type Texts } from './platform/i18n/i18n.ts'

const en = {
  ...shared,
  office,
  accountSecurity,
  api,
  apiTokens,
  audit,
  claimRules,
  clientRegistration,
  connectedApps,
  connectionTest,
  demo,
  mailTexts,
  memberships,
  nativeAccounts,
  openidProvider,
  signingKeys,
  customerIdentities,
  customerBulk,
  customerImport,
  customerMerge,
  customers,
  customerTags,
  orders,
  organizers,
  refusedRequests,
  secondFactors,
  registrationChallenge,
  popupLogin,
  privacy,
  providerTest,
  savedPeople,
  signIn,
  singleLogout,
  ssoClients,
  ssoProviders,
  ssoProvidersOffice,
  ssoLogin,
  ssoLogins,
  ssoQuestions,
  staff,
  staffAdmin,
  staffReauth,
  staffSecurity,
  staffFactors,
  doors,
  teams,
}

const de: Record<keyof typeof en, Texts> = {
  ...sharedDe,
  office: officeDe,
  accountSecurity: accountSecurityDe,
  api: apiDe,
  apiTokens: apiTokensDe,
  audit: auditDe,
  claimRules: claimRulesDe,
  clientRegistration: clientRegistrationDe,
  connectedApps: connectedAppsDe,
  connectionTest: connectionTestDe,
  demo: demoDe,
  mailTexts: mailTextsDe,
  memberships: membershipsDe,
  nativeAccounts: nativeAccountsDe,
  openidProvider: openidProviderDe,
  signingKeys: signingKeysDe,
  customerIdentities: customerIdentitiesDe,
  customerBulk: customerBulkDe,
  customerImport: customerImportDe,
  customerMerge: customerMergeDe,
  customers: customersDe,
  customerTags: customerTagsDe,
  orders: ordersDe,
  organizers: organizersDe,
  refusedRequests: refusedRequestsDe,
  secondFactors: secondFactorsDe,
  registrationChallenge: registrationChallengeDe,
  popupLogin: popupLoginDe,
  privacy: privacyDe,
  providerTest: providerTestDe,
  savedPeople: savedPeopleDe,
  signIn: signInDe,
  singleLogout: singleLogoutDe,
  ssoClients: ssoClientsDe,
  ssoProviders: ssoProvidersDe,
  ssoProvidersOffice: ssoProvidersOfficeDe,
  ssoLogin: ssoLoginDe,
  ssoLogins: ssoLoginsDe,
  ssoQuestions: ssoQuestionsDe,
  staff: staffDe,
  staffAdmin: staffAdminDe,
  staffReauth: staffReauthDe,
  staffSecurity: staffSecurityDe,
  staffFactors: staffFactorsDe,
  doors: doorsDe,
  teams: teamsDe,
}

type English = typeof en
declare module './platform/i18n/i18n.ts' {
  interface TextResources extends English {}
}

/** All texts of the product; a namespace that lacks a language does not compile. */
export function createTexts(): I18n {
  return createI18n({ en, de })
}
