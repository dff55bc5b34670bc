import { randomSecret } from '../../core/random.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import { beginLogin } from '../../protocol/client/begin-login.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { setBrowserSecret } from './browser-secret.ts'
import { returnPath } from './paths.ts'
import { createSsoThrottles, type SsoThrottles } from './throttles.ts'
import type { AttemptPurpose, ReturnHandler, SsoLogin } from './types.ts'

/** What the routes of this feature use besides. */
export interface SsoLoginService extends SsoLogin {
  readonly attempts: Attempts
  readonly throttles: SsoThrottles
  /** Who takes over when somebody comes back with an attempt of this purpose; undefined for those of this feature. */
  handlerOf(purpose: AttemptPurpose): ReturnHandler | undefined
}

export function createSsoLogin(
  platform: Pick<Platform, 'db' | 'clock' | 'random' | 'secrets' | 'throttle'>,
  { providers }: { readonly providers: Pick<SsoProviders, 'connection'> },
): SsoLoginService {
  const { clock, random } = platform
  const attempts = createAttempts(platform)
  const handlers = new Map<AttemptPurpose, ReturnHandler>()

  return {
    attempts,
    throttles: createSsoThrottles(platform.throttle),

    async begin(request, reply, provider, { purpose, next, wishes, isFresh = false, data = {} }) {
      const connection = await providers.connection(provider)
      const redirectUri = absoluteUrl(request.site, returnPath(provider.slug))
      const state = randomSecret(random)
      const now = clock.now()
      const { address, remembered } = await beginLogin(connection, { state, redirectUri, wishes, isFresh, now })
      const browser = randomSecret(random)
      const started = { providerId: provider.id, purpose, state, browser, next, data, remembered }
      await attempts.start(request.organizer.id, started)
      setBrowserSecret(request, reply, { state, secret: browser, startedAt: now })
      return address
    },

    handle: (purpose, handler) => {
      handlers.set(purpose, handler)
    },
    handlerOf: (purpose) => handlers.get(purpose),
    cleanUp: () => attempts.cleanUp(),
  }
}
