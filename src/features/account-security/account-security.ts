import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { createSignIns, type SignIns } from './sign-ins.ts'

/** What somebody can do about the safety of their own account. */
export interface AccountSecurity {
  readonly signIns: SignIns
}

export function createAccountSecurity(platform: Platform, { audit }: { audit: Audit }): AccountSecurity {
  return { signIns: createSignIns(platform, { audit }) }
}
