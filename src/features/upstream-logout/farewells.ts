import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import type { OrganizerId, SsoProviderId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import { farewellStore } from './store.ts'

const LIFETIME_MS = 15 * MINUTE
const SEALED_FOR = 'logout at a provider'
const TOKEN = /^[A-Za-z0-9_-]{43}$/
const schema = z.object({
  /** The address to go on to, sealed by single logout. */
  goesOn: z.string(),
  idToken: z.string().nullable(),
})

/** What is remembered of a logout while the browser is at the provider. */
export type Farewell = z.infer<typeof schema>

type KnownFarewell = Farewell & { readonly providerId: SsoProviderId }

export interface Farewells {
  /** Answers the `state` that leads back to it. */
  keep(organizerId: OrganizerId, providerId: SsoProviderId, farewell: Farewell): Promise<string>
  /** For the way to the provider, once. */
  leave(organizerId: OrganizerId, state: string): Promise<KnownFarewell | null>
  /** For the way back, once. */
  comeBack(organizerId: OrganizerId, state: string): Promise<KnownFarewell | null>
}

export function createFarewells({
  db,
  clock,
  random,
  secrets,
}: Pick<Platform, 'db' | 'clock' | 'random' | 'secrets'>): Farewells {
  async function use(how: 'leave' | 'take', organizerId: OrganizerId, state: string): Promise<KnownFarewell | null> {
    if (!TOKEN.test(state)) return null
    const row = await farewellStore(db.q)[how](organizerId, hashSecret(state), clock.now())
    if (!row) return null
    const farewell = parseJson(schema, secrets.open(row.data, SEALED_FOR), 'a logout at a provider')
    return { ...farewell, providerId: row.provider_id }
  }

  return {
    async keep(organizerId, providerId, farewell) {
      const state = randomSecret(random)
      const now = clock.now()
      await farewellStore(db.q).insert(organizerId, {
        state_hash: hashSecret(state),
        provider_id: providerId,
        data: secrets.seal(JSON.stringify(farewell), SEALED_FOR),
        created_at: now,
        expires_at: now + LIFETIME_MS,
      })
      return state
    },
    leave: (organizerId, state) => use('leave', organizerId, state),
    comeBack: (organizerId, state) => use('take', organizerId, state),
  }
}
