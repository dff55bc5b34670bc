import type { FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { frontChannelAddress } from '../../protocol/provider/logout/front-channel.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { Organizers } from '../organizers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import { ssoClientLogoPath } from '../sso-clients/index.ts'
import { deliverLogout, logoutMessageSchema } from './deliver.ts'
import { logoutTopic, notifyApps } from './notify-apps.ts'
import { addressOf, leaving } from './onward.ts'
import { PATHS, SEALED } from './paths.ts'
import { createSeals } from './seal.ts'
import { sessionGrantStore } from './store.ts'
import type { EndedLogin, GoesOn, LeavingLogin, ReachedApp, SingleLogout, UpstreamFarewell } from './types.ts'

export interface SingleLogoutDeps {
  readonly signIn: Pick<SignIn, 'onSessionsEnded'>
  readonly organizers: Pick<Organizers, 'byId'>
  readonly provider: Pick<OpenidProvider, 'host'>
}

/**
 * Logouts that reach the apps: by calls from server to server, and by frames in the browser. This feature adds itself to
 * `signIn.onSessionsEnded` and to the outbox.
 */
export function createSingleLogout(platform: Platform, deps: SingleLogoutDeps): SingleLogout {
  const { db, outbox } = platform
  deps.signIn.onSessionsEnded(notifyApps(platform))
  outbox.handle('backchannel_logout', logoutMessageSchema, deliverLogout(platform, deps))
  const seals = createSeals(platform)
  let farewell: UpstreamFarewell = async () => null

  async function reached({ organizer, site }: FastifyRequest, login: EndedLogin): Promise<readonly ReachedApp[]> {
    const host = deps.provider.host(organizer, site)
    const apps: ReachedApp[] = []
    const participants = await sessionGrantStore(db.q).participants(organizer.id, login.customerId, [login.id])
    for (const { client: key } of participants) {
      const client = await host.clients.findByKey(key)
      if (!client?.isActive) continue
      const frame = frontChannelAddress(client, { issuer: host.issuer, sid: login.id })
      if (frame === null && client.backchannelLogoutUri === null) continue
      const logo = ssoClientLogoPath(client)
      apps.push({ name: client.name, logo: logo === null ? null : site.base + logo, frame })
    }
    return apps
  }

  async function detour(request: FastifyRequest, login: LeavingLogin, goesOn: GoesOn): Promise<string | null> {
    const { id, customerId, upstream } = login
    const further = upstream && (await farewell(request, upstream, goesOn))
    const apps = await reached(request, login)
    if (apps.every(({ frame }) => frame === null)) return further
    const onward = further === null ? goesOn : { path: further }
    const sealed = seals.seal(request.organizer, 'farewell', { id, customerId, goesOn: onward })
    return `${request.site.base}${PATHS.apps}?${new URLSearchParams({ [SEALED]: sealed })}`
  }

  return {
    ...seals,
    reached,
    detour,
    afterLogout: (request, session, goesTo) => detour(request, leaving(session), { path: goesTo }),
    addressOf: (request, goesOn) => addressOf(request, deps, goesOn),
    useUpstream(handler) {
      farewell = handler
    },
    deliveries: (organizerId, client, limit) => outbox.log(organizerId, logoutTopic(client), limit),
  }
}
