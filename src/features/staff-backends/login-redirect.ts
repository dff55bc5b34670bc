import { ConfigError } from '../../config.ts'
import type { BackendRegistry } from './registry.ts'

/**
 * Checks that logins can lead straight to a backend.
 * @param identifier the setting `login_redirect`; empty is always right
 * @throws ConfigError when it names no enabled backend, or one that logs nobody in elsewhere
 */
export function checkLoginRedirect({ all, get }: BackendRegistry, identifier: string): void {
  if (identifier === '' || get(identifier)?.has.redirect) return
  const reason = get(identifier)
    ? `the backend "${identifier}" logs nobody in elsewhere`
    : `there is no enabled backend "${identifier}" (enabled: ${all.map((backend) => backend.identifier).join(', ')})`
  throw new ConfigError([`login_redirect: ${reason}`])
}
