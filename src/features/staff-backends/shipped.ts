import type { Platform } from '../../platform/platform.ts'
import type { AuthBackend } from './contract.ts'

type ShippedPlatform = Pick<Platform, 'config' | 'outgoing' | 'clock' | 'throttle' | 'random'>

/**
 * The built-in backends that need no accounts of their own, by name; each can be there several times. Their code and its
 * libraries are loaded only where the configuration names them.
 */
export function shippedBackends(
  platform: ShippedPlatform,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, (identifier: string) => Promise<AuthBackend>> {
  const { folder, auth, trustedProxies } = platform.config
  return {
    async oidc(identifier) {
      const { OidcBackend } = await import('./oidc/oidc-backend.ts')
      return new OidcBackend(identifier, { ...platform, env })
    },
    async ldap(identifier) {
      const { LdapBackend } = await import('./ldap/ldap-backend.ts')
      return new LdapBackend(identifier, { section: auth[identifier] ?? {}, folder, env })
    },
    async 'proxy-header'(identifier) {
      const { ProxyHeaderBackend } = await import('./proxy-header/proxy-header-backend.ts')
      return new ProxyHeaderBackend(identifier, { ...platform, folder, env, trustedProxies })
    },
    async saml(identifier) {
      const { SamlBackend } = await import('./saml/saml-backend.ts')
      return new SamlBackend(identifier, { random: platform.random, folder })
    },
  }
}
