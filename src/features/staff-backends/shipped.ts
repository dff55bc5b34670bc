import type { Platform } from '../../platform/platform.ts'
import type { AuthBackend } from './contract.ts'
import { LdapBackend } from './ldap/ldap-backend.ts'
import { OidcBackend } from './oidc/oidc-backend.ts'
import { ProxyHeaderBackend } from './proxy-header/proxy-header-backend.ts'
import { SamlBackend } from './saml/saml-backend.ts'

type ShippedPlatform = Pick<Platform, 'config' | 'outgoing' | 'clock' | 'throttle' | 'random'>

/** The built-in backends that need no accounts of their own, by name; each can be there several times. */
export function shippedBackends(
  platform: ShippedPlatform,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, (identifier: string) => AuthBackend> {
  const { folder, auth, trustedProxies } = platform.config
  return {
    [OidcBackend.NAME]: (identifier) => new OidcBackend(identifier, { ...platform, env }),
    [LdapBackend.NAME]: (identifier) => new LdapBackend(identifier, { section: auth[identifier] ?? {}, folder, env }),
    [ProxyHeaderBackend.NAME]: (identifier) =>
      new ProxyHeaderBackend(identifier, { ...platform, folder, env, trustedProxies }),
    [SamlBackend.NAME]: (identifier) => new SamlBackend(identifier, { random: platform.random, folder }),
  }
}
