import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import { SealBroken } from '../crypto/secret-box.ts'
import type { Platform } from '../platform.ts'

const LIFETIME_MS = 5 * MINUTE
const schema = z.object({ owner: z.string(), secret: z.string(), until: z.number() })

/**
 * Carries a new secret over the redirect to the page that shows it: encrypted in a cookie of the one who made it, for five
 * minutes, gone with the first look. It never stands in an address or in the database.
 */
export interface ShownOnce {
  /** @param owner who may see it, and of what it is the secret */
  put(reply: FastifyReply, owner: string, secret: string): void
  take(request: FastifyRequest, reply: FastifyReply, owner: string): string | null
}

/** @param name of the cookie, a word of its own for each kind of secret */
export function createShownOnce({ secrets, clock }: Pick<Platform, 'secrets' | 'clock'>, name: string): ShownOnce {
  const purpose = `${name}, shown once`

  function open(sealed: string) {
    try {
      return schema.parse(JSON.parse(secrets.open(sealed, purpose)))
    } catch (error) {
      if (error instanceof SealBroken) return null
      throw error
    }
  }

  return {
    put(reply, owner, secret) {
      const text = JSON.stringify({ owner, secret, until: clock.now() + LIFETIME_MS })
      reply.server.browser.cookies.set(reply, name, secrets.seal(text, purpose), LIFETIME_MS / 1000)
    },
    take(request, reply, owner) {
      const { cookies } = request.server.browser
      const sealed = cookies.read(request, name)
      if (sealed === null) return null
      cookies.clear(reply, name)
      const found = open(sealed)
      return found && found.owner === owner && found.until > clock.now() ? found.secret : null
    },
  }
}
