import type { FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { SsoClient } from '../sso-clients/index.ts'
import { DeliveriesSection } from './pages/deliveries.tsx'
import type { SingleLogout } from './types.ts'

const SHOWN = 20

/** For the page of an app in the back office: what it was told of logouts. Nothing for an app that is never told. */
export function logoutMessagesSection(singleLogout: Pick<SingleLogout, 'deliveries'>) {
  return async (request: FastifyRequest, client: SsoClient): Promise<JSX.Element | null> => {
    const { organizer, t, locale } = request
    const deliveries = await singleLogout.deliveries(organizer.id, client.id, SHOWN)
    if (client.backchannelLogoutUri === null && deliveries.length === 0) return null
    return DeliveriesSection({ t, locale, timeZone: organizer.timeZone, deliveries })
  }
}
