import type { Migration } from '../columns.ts'
import { foundation } from './0001-foundation/index.ts'
import { openidProvider } from './0002-openid-provider/index.ts'
import { customerAccounts } from './0003-customer-accounts/index.ts'
import { staffAuthentication } from './0004-staff-authentication/index.ts'
import { ssoProviders } from './0005-sso-providers/index.ts'
import { bulkChanges } from './0006-bulk-changes/index.ts'

/** All migrations by name. Names start with four digits and run in that order; a released one is never renamed or changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-openid-provider': openidProvider,
  '0003-customer-accounts': customerAccounts,
  '0004-staff-authentication': staffAuthentication,
  '0005-sso-providers': ssoProviders,
  '0006-bulk-changes': bulkChanges,
}
