import type { FastifyRequest } from 'fastify'
import { isLocalPath } from '../../core/redirects.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { ConnectedAppsDeps } from './deps.ts'
import { shownMark } from './rules/shown.ts'

type Question = NonNullable<Awaited<ReturnType<OpenidProvider['consentQuestion']>>>
type NextApp = NonNullable<Awaited<ReturnType<OpenidProvider['describeNext']>>>
type CustomerSession = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

/** A question that waits for its answer. */
export interface Asked {
  /** The authorization request, a path of this site. */
  readonly next: string
  readonly app: NextApp
  readonly session: CustomerSession
  readonly question: Question
  /** Goes with the answer. */
  readonly mark: string
}

/**
 * What is to be asked before the authorization request in `wanted` goes on, or the address to go to when there is nothing:
 * only the endpoint itself can say what is wrong with a request.
 */
export async function findQuestion(
  request: FastifyRequest,
  provider: ConnectedAppsDeps['provider'],
  wanted: string | undefined,
): Promise<Asked | string> {
  const { base } = request.site
  if (!wanted?.startsWith(`${base}${ENDPOINTS.authorization}?`) || !isLocalPath(wanted)) return `${base}/account/`
  const app = await provider.describeNext(request, wanted)
  if (app === null) return wanted
  const session = await request.customerSession()
  if (session === null) return loginPath(base, { next: wanted })
  const question = await provider.consentQuestion(request, wanted)
  if (question === null) return wanted
  return { next: wanted, app, session, question, mark: shownMark({ ...question, person: session.customer.id }) }
}

export function loginPath(base: string, query: Readonly<Record<string, string>>): string {
  return `${base}/account/login?${new URLSearchParams(query)}`
}
