import type { Platform } from '../../platform/platform.ts'
import {
  type BackendRegistry,
  checkLoginRedirect,
  createBackendRegistry,
  NativeBackend,
  shippedBackends,
} from '../staff-backends/index.ts'
import { nativeAccounts } from './users.ts'

/**
 * Builds the staff backends that the configuration names; relative paths begin beside it.
 * @throws ConfigError naming the entry that cannot be used
 */
export async function loadStaffBackends(
  platform: Pick<Platform, 'config' | 'db' | 'passwords' | 'outgoing' | 'clock' | 'throttle' | 'random'>,
): Promise<BackendRegistry> {
  const { config, passwords } = platform
  const native = () =>
    new NativeBackend({ accounts: nativeAccounts(platform), passwords, instanceName: config.instanceName })
  const builtIn = { [NativeBackend.IDENTIFIER]: native, ...shippedBackends(platform) }
  const registry = await createBackendRegistry({
    names: config.authBackends,
    folder: config.folder,
    builtIn,
    sections: config.auth,
  })
  checkLoginRedirect(registry, config.loginRedirect)
  return registry
}
