import type { FastifyRequest } from 'fastify'
import type { OpenidProvider, RefusalLog } from '../openid-provider/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SingleLogout } from './types.ts'

export interface SingleLogoutRouteDeps {
  readonly signIn: Pick<SignIn, 'logOut' | 'sessions'>
  readonly provider: Pick<OpenidProvider, 'host' | 'person'>
  readonly singleLogout: SingleLogout
  /** Keeps refused requests for staff. */
  readonly refusals?: RefusalLog
}

/** Who is logged in with this browser. */
export type BrowserSession = Awaited<ReturnType<FastifyRequest['customerSession']>>
