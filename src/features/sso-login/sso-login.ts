import { randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import { beginLogin } from '../../protocol/client/begin-login.ts'
import { redirectUri, type SsoProviders } from '../sso-providers/index.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { setBrowserSecret } from './browser-secret.ts'
import { fittingWishes, mayTellTime } from './fitting-wishes.ts'
import { createSsoQuestions, type QuestionServices, type SsoQuestions } from './questions/questions.ts'
import { createSsoThrottles, type SsoThrottles } from './throttles.ts'
import type { AttemptPurpose, ReturnHandler, SsoLogin } from './types.ts'

/** What the routes of this feature use besides. */
export interface SsoLoginService extends SsoLogin {
  readonly questions: SsoQuestions
  readonly attempts: Attempts
  readonly throttles: SsoThrottles
  /** Who takes over when somebody comes back with an attempt of this purpose; undefined for those of this feature. */
  handlerOf(purpose: AttemptPurpose): ReturnHandler | undefined
}

export function createSsoLogin(
  platform: Platform,
  services: QuestionServices & { readonly providers: SsoProviders },
): SsoLoginService {
  const { clock, random } = platform
  const { providers } = services
  const attempts = createAttempts(platform)
  const questions = createSsoQuestions(platform, services)
  const handlers = new Map<AttemptPurpose, ReturnHandler>()

  return {
    attempts,
    questions,
    throttles: createSsoThrottles(platform.throttle),

    async begin(request, reply, provider, { purpose, next, wishes, isFresh = false, data = {} }) {
      const connection = await providers.connection(provider)
      const prompts = connection.metadata.prompt_values_supported
      const facts = { preset: provider.preset, prompts: Array.isArray(prompts) ? prompts : null }
      const fitting = fittingWishes({ wishes, isFresh }, facts)
      const state = randomSecret(random)
      const now = clock.now()
      const { address, remembered } = await beginLogin(connection, {
        ...fitting,
        wantsTime: mayTellTime(facts),
        redirectUri: redirectUri(request.site, provider.slug),
        state,
        now,
      })
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
    cleanUp: async () => (await attempts.cleanUp()) + (await questions.cleanUp()),
  }
}
