import type { SyncedField } from '../../sso-providers/index.ts'

/** Fields of an account that a provider can decide, in the order in which they are shown. */
export const FIELDS = ['email', 'name', 'phone', 'locale'] as const satisfies readonly SyncedField[]
