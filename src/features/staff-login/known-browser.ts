import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY, SECOND } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'

const COOKIE = 'staff-known'
const PURPOSE = 'staff known browser'
const LIFETIME_S = (180 * DAY) / SECOND

/** Whether an account logged in with this browser before. It opens nothing; it only spares the owner the limits of others. */
export interface KnownBrowsers {
  /** @param account backend and name as typed */
  isKnown(request: FastifyRequest, account: string): boolean
  remember(request: FastifyRequest, reply: FastifyReply, account: string): void
}

export function knownBrowsers({ secrets }: Pick<Platform, 'secrets'>): KnownBrowsers {
  return {
    isKnown(request, account) {
      const given = request.server.browser.cookies.read(request, COOKIE)
      return given !== null && secrets.checkMac(account, PURPOSE, given)
    },
    remember(request, reply, account) {
      request.server.browser.cookies.set(reply, COOKIE, secrets.mac(account, PURPOSE), LIFETIME_S)
    },
  }
}
