import type { FastifyRequest } from 'fastify'
import type { Organizer } from '../../organizers/index.ts'
import { readLoginQuery } from '../forms.ts'
import { hasJustLoggedOut } from '../just-logged-out.ts'
import { lastWay } from '../last-way.ts'
import type { LoginVisit, ProviderWay, SignInRouteDeps } from '../route-deps.ts'

/** Whether the organizer wants people to skip the login page where it has one button only. */
export function goesStraight({ settings }: Pick<Organizer, 'settings'>): boolean {
  const { customer_accounts_native, customer_accounts_login_code, customer_accounts_sso_direct } = settings
  return customer_accounts_sso_direct && !customer_accounts_native && !customer_accounts_login_code
}

/**
 * The one provider that somebody is sent to instead of the login page; null where the page is shown: after a logout or an error
 * (`?stay=1`), where an account is to be chosen, and in browsers in which a passkey was used last.
 */
export async function straightTo(
  request: FastifyRequest,
  { providerWays }: Pick<SignInRouteDeps, 'providerWays'>,
  visit: LoginVisit,
): Promise<ProviderWay | null> {
  if (!providerWays || !goesStraight(request.organizer)) return null
  if (readLoginQuery(request.query).stay || hasJustLoggedOut(request)) return null
  if (visit.reason === 'select_account' || lastWay(request) === 'passkey') return null
  const [only, ...others] = await providerWays.list(request, visit)
  return only !== undefined && others.length === 0 ? only : null
}
