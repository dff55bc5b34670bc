import { NotFound } from '../../core/errors.ts'
import { type InitialTokenId, newOrderedId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { checkInput } from './rules.ts'
import { initialTokenStore } from './store.ts'
import type { InitialToken, InitialTokens } from './types.ts'

export function createInitialTokens({ db, clock, random }: Platform, { audit }: { audit: Audit }): InitialTokens {
  const objectOf = ({ id, name }: InitialToken) => ({ type: 'registrationtoken', id, name }) as const

  return {
    list: (organizerId) => initialTokenStore(db.q).list(organizerId),
    byId: (organizerId, id) => initialTokenStore(db.q).byId(organizerId, id),

    async create(organizerId, input, actor) {
      const now = clock.now()
      const { name, usesLeft, expiresAt } = checkInput(input, now)
      const secret = randomSecret(random)
      const token = await db.transaction(async (q) => {
        const made = await initialTokenStore(q).insert(organizerId, {
          id: newOrderedId<InitialTokenId>(random, now),
          name,
          token_hash: hashSecret(secret),
          uses_left: usesLeft,
          expires_at: expiresAt,
          created_at: now,
        })
        const after = { uses: usesLeft, valid_days: input.days }
        await audit.record(q, organizerId, {
          action: 'foyer.registrationtoken.created',
          actor,
          object: objectOf(made),
          after,
        })
        return made
      })
      return { token, secret }
    },

    async revoke(organizerId, id, actor) {
      await db.transaction(async (q) => {
        const store = initialTokenStore(q)
        const token = await store.byId(organizerId, id)
        if (!token) throw new NotFound('registration token')
        await store.remove(organizerId, id)
        await audit.record(q, organizerId, {
          action: 'foyer.registrationtoken.revoked',
          actor,
          object: objectOf(token),
        })
      })
    },
  }
}
