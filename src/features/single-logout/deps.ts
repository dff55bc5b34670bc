import type { FastifyRequest } from 'fastify'
import type { OrganizerId } from '../../core/ids.ts'
import type { OAuthError } from '../../protocol/provider/errors.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SingleLogout } from './types.ts'

export interface SingleLogoutRouteDeps {
  readonly signIn: Pick<SignIn, 'logOut'>
  readonly provider: Pick<OpenidProvider, 'host'>
  readonly singleLogout: SingleLogout
  /** Keeps refused requests for staff. */
  readonly refusals?: RefusalNotes
}

/** Answers the reference by which staff find a refused request; null when it was not kept. */
export interface RefusalNotes {
  note(
    organizerId: OrganizerId,
    refusal: { readonly endpoint: string; readonly error: OAuthError; readonly clientId: string | null },
  ): string | null
}

/** Who is logged in with this browser. */
export type BrowserSession = Awaited<ReturnType<FastifyRequest['customerSession']>>
