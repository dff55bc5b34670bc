import { z } from 'zod'
import type { OrganizerId } from '../../core/ids.ts'
import { parseJson } from '../../platform/db/json.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { Platform } from '../../platform/platform.ts'
import { createSignerCache } from '../../protocol/keys/signer-cache.ts'
import { type PrivateJwk, type PublicJwk, SIGNING_ALGS, type SigningAlg } from '../../protocol/keys/types.ts'
import type { AuditActor } from '../audit/index.ts'
import { createKeyChanges, type KeyChangesDeps, keyPurpose } from './keys-changes.ts'
import { rotateDueKeys } from './keys-due.ts'
import { MIN_ANNOUNCED_MS } from './keys-schedule.ts'
import type { SigningKeys, StoredKey } from './keys-types.ts'
import { signingKeyStore } from './store/keys.ts'

const CACHE_SIZE = 10_000
/** The algorithm that every client understands: OpenID Connect Core 15.1. */
const DEFAULT_ALG: SigningAlg = 'RS256'
const SYSTEM: AuditActor = { type: 'system' }

const privateJwkSchema: z.ZodType<PrivateJwk> = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  alg: z.enum(SIGNING_ALGS),
  use: z.literal('sig'),
  d: z.string(),
})

interface CachedKeys {
  readonly keys: readonly StoredKey[]
  readonly publicJwks: readonly PublicJwk[]
  /** Algorithms that will be needed and have no key yet. */
  readonly missing: readonly SigningAlg[]
}

export function createSigningKeys(platform: Platform, deps: KeyChangesDeps): SigningKeys {
  const { db, clock, secrets, configWatch } = platform
  const changes = createKeyChanges(platform, deps)
  const signers = createSignerCache()
  const running = new Map<string, Promise<StoredKey>>()
  const cache = createVersionedCache<OrganizerId, CachedKeys>({
    watch: configWatch,
    maxEntries: CACHE_SIZE,
    async load(organizerId) {
      const store = signingKeyStore(db.q)
      const [keys, used] = await Promise.all([store.list(organizerId), store.algsInUse(organizerId)])
      const missing = [...new Set([DEFAULT_ALG, ...used])].filter((alg) => !find(keys, alg, 'current'))
      return { keys, publicJwks: keys.map((key) => key.publicJwk), missing }
    },
  })

  async function current(organizerId: OrganizerId, alg: SigningAlg): Promise<StoredKey> {
    const cached = find((await cache.get(organizerId)).keys, alg, 'current')
    if (cached) return cached
    const made = await once(`${organizerId} ${alg} create`, async () => {
      const known = await stored(organizerId, alg, 'current')
      if (known) return known
      await changes.create(organizerId, alg, SYSTEM)
      return currentNow(organizerId, alg)
    })
    cache.clear()
    return made
  }

  /** However many requests want the same at the same time, this process does it once. */
  function once(name: string, run: () => Promise<StoredKey>): Promise<StoredKey> {
    const known = running.get(name)
    if (known) return known
    const started = run()
    running.set(name, started)
    const done = () => running.delete(name)
    started.then(done, done)
    return started
  }

  async function stored(organizerId: OrganizerId, alg: SigningAlg, state: StoredKey['state']) {
    return find(await signingKeyStore(db.q).list(organizerId), alg, state)
  }

  /** Another process may have been faster: its key is as good. */
  async function currentNow(organizerId: OrganizerId, alg: SigningAlg): Promise<StoredKey> {
    const key = await stored(organizerId, alg, 'current')
    if (!key) throw new Error(`the ${alg} key of organizer ${organizerId} is missing although it was just made`)
    return key
  }

  function open(key: StoredKey): PrivateJwk {
    const opened = secrets.open(key.sealedPrivateJwk, keyPurpose(key.kid))
    return parseJson(privateJwkSchema, opened, 'signing_keys.private_key')
  }

  async function rotate(organizerId: OrganizerId, alg: SigningAlg, actor: AuditActor, from?: string) {
    const key = await stored(organizerId, alg, 'current')
    if (key && from !== undefined && key.kid !== from) return key
    const hasNext = key !== undefined && (await stored(organizerId, alg, 'next')) !== undefined
    if (key) await changes.replace(organizerId, key, hasNext, actor)
    else await changes.create(organizerId, alg, actor)
    return currentNow(organizerId, alg)
  }

  async function announce(organizerId: OrganizerId, alg: SigningAlg, actor: AuditActor) {
    const key = await current(organizerId, alg)
    if (!(await stored(organizerId, alg, 'next'))) {
      await changes.announce(organizerId, key, clock.now() + MIN_ANNOUNCED_MS, actor)
    }
    return (await stored(organizerId, alg, 'next')) ?? currentNow(organizerId, alg)
  }

  return {
    async signer(organizerId, alg) {
      const key = await current(organizerId, alg)
      return signers.get(key.kid, () => open(key))
    },
    async publicKeys(organizerId) {
      const known = await cache.get(organizerId)
      if (known.missing.length === 0) return known.publicJwks
      for (const alg of known.missing) await current(organizerId, alg)
      return (await cache.get(organizerId)).publicJwks
    },
    list: (organizerId) => signingKeyStore(db.q).list(organizerId),
    algsInUse: async (organizerId) => new Set(await signingKeyStore(db.q).algsInUse(organizerId)),
    rotate: (organizerId, alg, actor, from) =>
      once(`${organizerId} ${alg} rotate ${from ?? ''}`, () => rotate(organizerId, alg, actor, from)),
    announce: (organizerId, alg, actor) =>
      once(`${organizerId} ${alg} announce`, () => announce(organizerId, alg, actor)),
    rotateDue: () => rotateDueKeys(platform, changes),
  }
}

function find(keys: readonly StoredKey[], alg: SigningAlg, state: StoredKey['state']): StoredKey | undefined {
  return keys.find((key) => key.alg === alg && key.state === state)
}
