import { createLog } from '../../../platform/observe/log.ts'
import { createThrottle } from '../../../platform/throttle/throttle.ts'
import { CLIENT_ID, type FakeProvider, fakeProvider, ISSUER } from '../../../protocol/client/testing.ts'
import { type BackendKit, createBackendKit, type Visit } from '../testing/index.ts'
import { OidcBackend } from './oidc-backend.ts'

/** An hour of one provider and one backend, with ways to log in. */
export interface OidcKit {
  readonly provider: FakeProvider
  readonly kit: BackendKit
  /** Clicks, logs in at the provider, comes back. @param idToken changes of the ID token; `null` leaves a claim out */
  logIn(idToken?: Record<string, unknown>, visit?: Visit): ReturnType<BackendKit['callback']>
  /** Clicks and prepares the provider for what was asked. Answers the parameters of the request. */
  leave(visit?: Visit): Promise<URLSearchParams>
}

export async function oidcKit(
  config: Readonly<Record<string, unknown>> = {},
  options: { readonly env?: NodeJS.ProcessEnv; readonly now?: () => number } = {},
): Promise<OidcKit> {
  const provider = await fakeProvider()
  const now = options.now ?? Date.now
  const throttle = createThrottle({ log: createLog({ level: 'silent' }) })
  const backend = new OidcBackend('oidc', {
    outgoing: provider.outgoing,
    clock: { now },
    throttle,
    env: options.env ?? {},
  })
  const section = { issuer: ISSUER, client_id: CLIENT_ID, client_secret: 'shh', ...config }
  const kit = await createBackendKit(backend, { config: section, now })

  async function leave(visit: Visit = {}): Promise<URLSearchParams> {
    const address = await kit.start(visit)
    provider.visit(address.href)
    return address.searchParams
  }

  return {
    provider,
    kit,
    leave,
    async logIn(idToken = {}, visit = {}) {
      const sent = await leave(visit)
      Object.assign(provider.idToken, idToken)
      return kit.callback({ ...visit, query: { code: 'c', state: sent.get('state') ?? '', iss: ISSUER } })
    },
  }
}

/** Why a login did not work. */
export function reasonOf(outcome: Awaited<ReturnType<BackendKit['callback']>>): string {
  return outcome.kind === 'refused' ? outcome.reason : `not refused: ${outcome.kind}`
}
