export { keysUri, redirectUri, startPath } from './addresses.ts'
export { providerIconPath } from './icon.ts'
export { ssoProviderOfficeRoutes } from './office/routes.ts'
export { ssoProviderPublicRoutes } from './routes.ts'
export type { TypedFields } from './rules/fields.ts'
export { inLanguage } from './rules/names.ts'
export { inputOf } from './rules/typed-fields.ts'
export { addressInUse } from './settings.ts'
export { createSsoProviders } from './sso-providers.ts'
export type {
  SsoProvider,
  SsoProviderInput,
  SsoProviders,
  SyncedField,
} from './types.ts'
