import { z } from 'zod'
import type { OrganizerId } from '../../core/ids.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import { parseJson } from '../../platform/db/json.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { Platform } from '../../platform/platform.ts'
import { generateSigningKey, publicPart } from '../../protocol/keys/generate-key.ts'
import { createSignerCache } from '../../protocol/keys/signer-cache.ts'
import type { PrivateJwk, SigningAlg } from '../../protocol/keys/types.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { signingKeyStore } from './store/keys.ts'
import type { SigningKeys, StoredKey } from './types.ts'

const CACHE_SIZE = 10_000
/** The algorithm that every client understands: OpenID Connect Core 15.1. */
const DEFAULT_ALG: SigningAlg = 'RS256'

const privateJwkSchema: z.ZodType<PrivateJwk> = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  alg: z.enum(['RS256', 'ES256']),
  use: z.literal('sig'),
  d: z.string(),
})

export function createSigningKeys(platform: Platform, { audit }: { audit: Audit }): SigningKeys {
  const { db, clock, secrets, configWatch } = platform
  const signers = createSignerCache()
  const making = new Map<string, Promise<StoredKey>>()
  const cache = createVersionedCache<OrganizerId, readonly StoredKey[]>({
    watch: configWatch,
    maxEntries: CACHE_SIZE,
    load: (organizerId) => signingKeyStore(db.q).list(organizerId),
  })

  async function current(organizerId: OrganizerId, alg: SigningAlg): Promise<StoredKey> {
    const cached = find(await cache.get(organizerId), alg)
    if (cached) return cached
    const made = await makeOnce(organizerId, alg)
    cache.clear()
    return made
  }

  /** However many requests need the first key at the same time, this process makes one. */
  function makeOnce(organizerId: OrganizerId, alg: SigningAlg): Promise<StoredKey> {
    const name = `${organizerId} ${alg}`
    const running = making.get(name) ?? putCurrent(organizerId, alg, 'create', { type: 'system' })
    if (!making.has(name)) {
      making.set(name, running)
      const done = () => making.delete(name)
      running.then(done, done)
    }
    return running
  }

  /** Of several processes that do this at once, the unique index lets one through; the others take its key. */
  async function putCurrent(
    organizerId: OrganizerId,
    alg: SigningAlg,
    how: 'create' | 'rotate',
    actor: AuditActor,
  ): Promise<StoredKey> {
    const known = how === 'create' && find(await signingKeyStore(db.q).list(organizerId), alg)
    if (known) return known
    const key = await generateSigningKey(alg)
    const sealedPrivateJwk = secrets.seal(JSON.stringify(key), purpose(key.kid))
    try {
      await db.transaction(async (q) => {
        const now = clock.now()
        const keys = signingKeyStore(q)
        const former = how === 'rotate' ? await keys.retireCurrent(organizerId, alg, now) : null
        await keys.insertCurrent(organizerId, { publicJwk: publicPart(key), sealedPrivateJwk, createdAt: now })
        await bumpConfigVersion(q)
        await audit.record(q, organizerId, {
          action: former === null ? 'foyer.signingkey.created' : 'foyer.signingkey.rotated',
          actor,
          object: { type: 'signingkey', id: key.kid, name: `${alg} ${key.kid.slice(0, 8)}` },
          ...(former !== null && { before: { kid: former }, after: { kid: key.kid } }),
        })
      })
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
    }
    await configWatch.checkNow()
    const stored = find(await signingKeyStore(db.q).list(organizerId), alg)
    if (!stored) throw new Error(`the ${alg} key of organizer ${organizerId} is missing although it was just made`)
    return stored
  }

  function open(key: StoredKey): PrivateJwk {
    return parseJson(privateJwkSchema, secrets.open(key.sealedPrivateJwk, purpose(key.kid)), 'signing_keys.private_key')
  }

  return {
    async signer(organizerId, alg) {
      const key = await current(organizerId, alg)
      return signers.get(key.kid, () => open(key))
    },
    async publicKeys(organizerId) {
      await current(organizerId, DEFAULT_ALG)
      return (await cache.get(organizerId)).map((key) => key.publicJwk)
    },
    list: (organizerId) => signingKeyStore(db.q).list(organizerId),
    rotate: (organizerId, alg, actor) => putCurrent(organizerId, alg, 'rotate', actor),
  }
}

function find(keys: readonly StoredKey[], alg: SigningAlg): StoredKey | undefined {
  return keys.find((key) => key.alg === alg && key.state === 'current')
}

function purpose(kid: string): string {
  return `signing key ${kid}`
}
