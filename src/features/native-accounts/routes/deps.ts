import type { Platform } from '../../../platform/platform.ts'
import type { Staff } from '../../staff/index.ts'
import type { NativeAccounts } from '../native-accounts.ts'

export interface NativeRouteDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly nativeAccounts: NativeAccounts
}

/** Answers take at least this long, in ms, whether an address is known or not. */
export const EVEN_TIME_MS = 200

/** Strangers may come here, too. */
export const OPEN = { config: { office: 'open' } } as const
/** Open to people who have something to do first. */
export const FIRST = { config: { office: 'first' } } as const
