import type { Platform } from '../../platform/platform.ts'
import { type BackendRegistry, createBackendRegistry, NATIVE, NativeBackend } from '../staff-backends/index.ts'
import type { Staff } from './staff.ts'

/**
 * Builds the staff backends that the configuration names; once, when the program starts.
 * @param folder where relative paths in `auth_backends` begin
 * @throws ConfigError naming the entry that cannot be used
 */
export function loadStaffBackends(
  { config, passwords }: Pick<Platform, 'config' | 'passwords'>,
  staff: Staff,
  folder: string,
): Promise<BackendRegistry> {
  const native = () =>
    new NativeBackend({ accounts: staff.nativeAccounts, passwords, instanceName: config.instanceName })
  return createBackendRegistry({ names: config.authBackends, folder, builtIn: { [NATIVE]: native } })
}
