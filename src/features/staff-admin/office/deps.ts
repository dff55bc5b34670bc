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
  /** Null where nobody can send one. */
  readonly passwordLinks: PasswordLinks | null
  /** Null where second factors are somebody else's. */
  readonly factorCare: FactorCare | null
}
