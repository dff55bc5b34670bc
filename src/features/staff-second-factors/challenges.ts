import type { FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE, SECOND } from '../../core/clock.ts'
import type { UserId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import { challengeStore, type TakenChallenge } from './store/challenges.ts'
import type { ChallengePurpose } from './types.ts'

const COOKIE = 'staff-passkey'
const LIFETIME_MS = 5 * MINUTE
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** What passkeys have to sign: one for each browser and purpose, for five minutes and one answer. */
export interface Challenges {
  /** @param userId whose passkey it is about; null for anybody's */
  begin(
    request: FastifyRequest,
    reply: FastifyReply,
    purpose: ChallengePurpose,
    userId: UserId | null,
  ): Promise<Uint8Array<ArrayBuffer>>
  /** The challenge as base64url; it does not count again, whatever comes of it. Null when this browser has none. */
  take(request: FastifyRequest, purpose: ChallengePurpose): Promise<TakenChallenge | null>
}

export function createChallenges({ db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>): Challenges {
  return {
    async begin(request, reply, purpose, userId) {
      const token = tokenOf(request) ?? randomSecret(random)
      const challenge = new Uint8Array(random.bytes(32))
      await challengeStore(db.q).put({
        id_hash: hashSecret(token),
        purpose,
        challenge: Buffer.from(challenge).toString('base64url'),
        user_id: userId,
        expires_at: clock.now() + LIFETIME_MS,
      })
      request.server.browser.cookies.set(reply, COOKIE, token, LIFETIME_MS / SECOND)
      return challenge
    },
    async take(request, purpose) {
      const token = tokenOf(request)
      return token === null ? null : challengeStore(db.q).take(hashSecret(token), purpose, clock.now())
    },
  }
}

function tokenOf(request: FastifyRequest): string | null {
  const token = request.server.browser.cookies.read(request, COOKIE)
  return token !== null && TOKEN.test(token) ? token : null
}
