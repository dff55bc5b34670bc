export type { SsoProvider, SsoProviders, SyncedField } from './types.ts'
