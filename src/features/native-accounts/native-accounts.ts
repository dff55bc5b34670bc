import type { Platform } from '../../platform/platform.ts'
import type { Staff } from '../staff/index.ts'
import { NativeBackend } from '../staff-backends/index.ts'
import { createNativeMails } from './mails.ts'
import { createRegistration, type Registration } from './registration.ts'
import { createNativeThrottles } from './throttles.ts'

/** Accounts that log in with a password that is kept here. */
export interface NativeAccounts {
  /** Whether the configuration names the native backend. Without it there are neither pages nor links. */
  readonly isOn: boolean
  readonly registration: Registration
  cleanUp(): Promise<number>
}

interface Deps {
  readonly staff: Staff
}

export function createNativeAccounts(platform: Platform, { staff }: Deps): NativeAccounts {
  const { config } = platform
  const throttles = createNativeThrottles(platform.throttle)
  const mails = createNativeMails(platform)
  const registration = createRegistration(platform, { staff, mails, throttles })
  return {
    isOn: config.authBackends.some((name) => name.trim() === NativeBackend.IDENTIFIER),
    registration,
    cleanUp: () => registration.cleanUp(),
  }
}
