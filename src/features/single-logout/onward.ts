import type { FastifyRequest } from 'fastify'
import { isLocalPath } from '../../core/redirects.ts'
import { returnLocation } from '../../protocol/provider/logout/return-location.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { LoggedOutSession } from '../sign-in/index.ts'
import { PATHS } from './paths.ts'
import type { GoesOn, LeavingLogin } from './types.ts'

/** The address to go on to. Whether an app may be returned to is asked again at each use. */
export async function addressOf(
  { organizer, site }: FastifyRequest,
  { provider }: { readonly provider: Pick<OpenidProvider, 'host'> },
  goesOn: GoesOn,
): Promise<string> {
  const done = site.base + PATHS.done
  if ('path' in goesOn) return isLocalPath(goesOn.path) ? goesOn.path : done
  const client = await provider.host(organizer, site).clients.findByKey(goesOn.client)
  return returnLocation(client, goesOn.to) ?? done
}

/** A session that has just ended, as far as it matters here. */
export function leaving({ id, customer, upstream }: LoggedOutSession): LeavingLogin {
  return { id, customerId: customer.id, upstream }
}
