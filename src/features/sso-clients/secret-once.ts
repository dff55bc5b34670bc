import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import type { SsoClientId, UserId } from '../../core/ids.ts'
import { SealBroken } from '../../platform/crypto/secret-box.ts'
import type { Platform } from '../../platform/platform.ts'

const PURPOSE = 'client secret, shown once'
const LIFETIME_MS = 5 * MINUTE

const schema = z.object({
  user: z.string(),
  client: z.string(),
  secret: z.string(),
  isNew: z.boolean(),
  until: z.number(),
})

export interface ShownSecret {
  readonly secret: string
  /** False when it replaces another one. */
  readonly isNew: boolean
}

/**
 * Carries a new secret over the redirect to the page that shows it: encrypted in a cookie of the one who made it, for five
 * minutes, gone with the first look. It never stands in an address or in the database.
 */
export interface SecretOnce {
  put(reply: FastifyReply, user: UserId, client: SsoClientId, shown: ShownSecret): void
  take(request: FastifyRequest, reply: FastifyReply, user: UserId, client: SsoClientId): ShownSecret | null
}

export function createSecretOnce({ secrets, clock }: Pick<Platform, 'secrets' | 'clock'>): SecretOnce {
  const nameFor = (client: SsoClientId) => `client-secret-${client}`

  function open(sealed: string) {
    try {
      return schema.parse(JSON.parse(secrets.open(sealed, PURPOSE)))
    } catch (error) {
      if (error instanceof SealBroken) return null
      throw error
    }
  }

  return {
    put(reply, user, client, shown) {
      const text = JSON.stringify({ user, client, ...shown, until: clock.now() + LIFETIME_MS })
      reply.server.browser.cookies.set(reply, nameFor(client), secrets.seal(text, PURPOSE), LIFETIME_MS / 1000)
    },
    take(request, reply, user, client) {
      const { cookies } = request.server.browser
      const sealed = cookies.read(request, nameFor(client))
      if (sealed === null) return null
      cookies.clear(reply, nameFor(client))
      const found = open(sealed)
      const isTheirs = found?.user === user && found.client === client && found.until > clock.now()
      return found && isTheirs ? { secret: found.secret, isNew: found.isNew } : null
    },
  }
}
