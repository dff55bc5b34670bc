import type { Platform } from '../../../platform/platform.ts'
import type { Audit } from '../../audit/index.ts'
import type { Staff } from '../../staff/index.ts'
import type { BackendRegistry } from '../../staff-backends/index.ts'
import type { StaffAdmin } from '../staff-admin.ts'
import type { FactorCare, PasswordLinks } from '../types.ts'

export interface StaffAdminRoutesDeps {
  readonly platform: Platform
  readonly audit: Audit
  readonly staff: Staff
  readonly backends: BackendRegistry
  readonly staffAdmin: StaffAdmin
  /** Null where no password is kept here. */
  readonly passwordLinks: PasswordLinks | null
  readonly factorCare: FactorCare
}
