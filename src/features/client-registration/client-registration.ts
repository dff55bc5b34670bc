import { DAY } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { createRegistrations } from './registrations.ts'
import { deleteEndedTokens } from './store.ts'
import { createInitialTokens } from './tokens.ts'
import type { ClientRegistration } from './types.ts'

const KEEP_ENDED_MS = 90 * DAY

/** Apps that register themselves, and the tokens that staff hand out for it. RFC 7591, RFC 7592, OpenID Connect Registration 1.0. */
export function createClientRegistration(
  platform: Platform,
  deps: { readonly audit: Audit; readonly ssoClients: SsoClients },
): ClientRegistration {
  return {
    tokens: createInitialTokens(platform, deps),
    registrations: createRegistrations(platform, deps),
    cleanUp: () => deleteEndedTokens(platform.db.q, platform.clock.now() - KEEP_ENDED_MS),
  }
}
