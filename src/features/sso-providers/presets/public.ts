import type { ProviderPreset } from './types.ts'

const same = (name: string) => ({ en: name, de: name })

/** Services that everybody can have an account with, or that are hosted for many. */
export const publicPresets: readonly ProviderPreset[] = [
  {
    key: 'google',
    title: 'Google',
    name: same('Google'),
    issuer: 'https://accounts.google.com',
    issuerExample: 'https://accounts.google.com',
    registerAt: 'https://console.cloud.google.com/auth/clients',
    settings: { emailPolicy: 'require', accountPage: 'https://myaccount.google.com/' },
    claims: { phone: '' },
    hints: ['ssoProviders:hint.googleApp', 'ssoProviders:hint.googleDomain'],
  },
  {
    key: 'entra',
    title: 'Microsoft Entra ID',
    name: same('Microsoft'),
    issuer: '',
    issuerExample: 'https://login.microsoftonline.com/<tenant ID>/v2.0',
    registerAt: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    settings: { emailPolicy: 'verify', accountPage: 'https://myaccount.microsoft.com/' },
    claims: { emailVerified: '', phone: '', locale: '' },
    hints: [
      'ssoProviders:hint.entraTenant',
      'ssoProviders:hint.entraEmail',
      'ssoProviders:hint.entraSubject',
      'ssoProviders:hint.entraSecret',
    ],
  },
  {
    key: 'apple',
    title: 'Apple',
    name: same('Apple'),
    issuer: 'https://appleid.apple.com',
    issuerExample: 'https://appleid.apple.com',
    registerAt: 'https://developer.apple.com/account/resources/identifiers/list/serviceId',
    settings: {
      scope: 'openid name email',
      responseMode: 'form_post',
      authMethod: 'apple',
      claimsFrom: 'id_token',
      emailPolicy: 'require',
      accountPage: 'https://account.apple.com/',
    },
    claims: { phone: '', locale: '', name: {} },
    hints: ['ssoProviders:hint.appleKey', 'ssoProviders:hint.appleName', 'ssoProviders:hint.appleRelay'],
  },
  {
    key: 'auth0',
    title: 'Auth0',
    name: {},
    issuer: '',
    issuerExample: 'https://acme.eu.auth0.com/',
    registerAt: 'https://manage.auth0.com/',
    settings: {},
    claims: {},
    hints: ['ssoProviders:hint.auth0Slash', 'ssoProviders:hint.auth0Claims'],
  },
]
