import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { accountFrame, toLogin } from '../../sign-in/index.ts'
import type { Own } from '../context.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import type { CustomerSession } from '../types.ts'

/** Whose account it is; null when nobody is logged in, and the browser was sent to the login. */
export async function ownAccount(
  request: FastifyRequest,
  reply: FastifyReply,
  { customers }: Pick<AccountSecurityDeps, 'customers'>,
): Promise<Own | null> {
  return withCustomer(request, reply, customers, await request.customerSession())
}

/** The same for what needs a login of the last quarter of an hour. @param back an inner path */
export async function recentAccount(
  request: FastifyRequest,
  reply: FastifyReply,
  { customers, signIn }: Pick<AccountSecurityDeps, 'customers' | 'signIn'>,
  back: string,
): Promise<Own | null> {
  const session = await signIn.recentSession(request, reply, back)
  return session && withCustomer(request, reply, customers, session)
}

async function withCustomer(
  request: FastifyRequest,
  reply: FastifyReply,
  customers: AccountSecurityDeps['customers'],
  session: CustomerSession | null,
): Promise<Own | null> {
  const { organizer, site } = request
  const customer = session && (await customers.byId(organizer.id, session.customer.id))
  if (session && customer) return { organizer, site, customer, session }
  toLogin(request, reply)
  return null
}

/** What a form shows besides its fields. */
export interface Shown {
  readonly status: number
  readonly problems: Readonly<Record<string, Message>>
  readonly tooMany: Message | null
}

export const FRESH: Shown = { status: 200, problems: {}, tooMany: null }

export function wrong(problems: Shown['problems']): Shown {
  return { status: 422, problems, tooMany: null }
}

/** What `work` answers, or how the form is shown when there were too many attempts. */
export async function unlessTooMany<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T | Shown> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof TooManyRequests)) throw error
    reply.headers(error.headers)
    return { status: 429, problems: {}, tooMany: error.text ?? null }
  }
}

/** What all pages of this feature are drawn with. */
export function pageContext(request: FastifyRequest, reply: FastifyReply, { organizer, customer, session }: Own) {
  const { site, t, locale } = request
  return {
    t,
    locale,
    timeZone: organizer.timeZone,
    csrf: reply.csrfToken(),
    base: site.base,
    organizer: organizer.name,
    email: customer.email ?? '',
    frame: accountFrame(request, reply, session, 'security'),
  }
}

export type PageContext = ReturnType<typeof pageContext>
