import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'
import { type RelyingParty, relyingPartyOf } from '../../platform/factors/relying-party.ts'
import { innerPath } from '../../platform/http/next-path.ts'
import type { Customer } from '../customers/index.ts'
import { shopFrame } from '../organizers/index.ts'
import { accountFrame } from '../sign-in/index.ts'
import type { CustomerSession, SecondFactorDeps } from './deps.ts'

export const SECURITY = '/account/security'

export async function passkeysAreOn(request: FastifyRequest): Promise<void> {
  if (passkeyHost(request) === null) throw new NotFound()
}

export async function secondStepIsOn({ organizer }: FastifyRequest): Promise<void> {
  if (organizer.settings.customer_accounts_second_step === 'off') throw new NotFound()
}

/** Where passkeys are made and asked for on this page; null where the organizer or the browser has none. */
export function passkeyHost({ organizer, site }: FastifyRequest): RelyingParty | null {
  return organizer.settings.customer_accounts_passkeys ? relyingPartyOf(site) : null
}

/** @throws NotFound where there are no passkeys */
export function requirePasskeyHost(request: FastifyRequest): RelyingParty {
  const rp = passkeyHost(request)
  if (rp === null) throw new NotFound()
  return rp
}

export interface Person {
  readonly session: CustomerSession
  readonly customer: Customer
}

/** Who changes their own account, after a recent login. Null: the browser was sent to the login. @throws NotFound */
export async function recentPerson(
  request: FastifyRequest,
  reply: FastifyReply,
  { signIn, customers }: SecondFactorDeps,
): Promise<Person | null> {
  const session = await signIn.recentSession(request, reply, SECURITY)
  if (!session) return null
  const customer = await customers.byId(request.organizer.id, session.customer.id)
  if (!customer) throw new NotFound('customer')
  return { session, customer }
}

/** What every page of the account needs here. */
export function accountContext(request: FastifyRequest, reply: FastifyReply, session: CustomerSession) {
  const { organizer, site, t, locale } = request
  return {
    frame: accountFrame(request, reply, session, 'security'),
    t,
    locale,
    timeZone: organizer.timeZone,
    organizer: organizer.name,
    csrf: reply.csrfToken(),
    base: site.base,
    cancel: { href: site.base + SECURITY, text: t('words:cancel') },
  }
}

export type AccountContext = ReturnType<typeof accountContext>

/** What every page before there is a session needs here. */
export function loginContext(request: FastifyRequest, reply: FastifyReply) {
  const { organizer, site, t } = request
  return {
    frame: shopFrame(request, reply),
    t,
    organizer: organizer.name,
    csrf: reply.csrfToken(),
    base: site.base,
    panel: {
      title: t('signIn:panel.title', { organizer: organizer.name }),
      text: t('signIn:panel.text'),
    },
  }
}

export type LoginContext = ReturnType<typeof loginContext>

/** Back to the login, with what happened, on the way to where the person wanted to go. */
export function backToLogin(
  request: FastifyRequest,
  reply: FastifyReply,
  next: string | null,
  more: Readonly<Record<string, string>> = {},
): FastifyReply {
  const { site } = request
  const query = new URLSearchParams(more)
  if (next !== null) query.set('next', site.base + next)
  const text = query.toString()
  return reply.header('cache-control', 'no-store').redirect(`${site.base}/account/login${text && `?${text}`}`, 303)
}

/** A `next` from outside as a path within the organizer's pages; null for anything else. */
export function nextOf({ site }: FastifyRequest, next: string | undefined): string | null {
  return innerPath(next, site)
}
