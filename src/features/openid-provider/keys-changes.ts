import { NotFound } from '../../core/errors.ts'
import type { OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import type { Platform } from '../../platform/platform.ts'
import { generateSigningKey, publicPart } from '../../protocol/keys/generate-key.ts'
import type { SigningAlg } from '../../protocol/keys/types.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Organizers } from '../organizers/index.ts'
import { announceAt, KEPT_MS, takeOverAt } from './keys-schedule.ts'
import type { StoredKey } from './keys-types.ts'
import { type NewKey, signingKeyStore } from './store/keys.ts'

export interface KeyChangesDeps {
  readonly audit: Audit
  readonly organizers: Pick<Organizers, 'byId' | 'onSet'>
}

type NewParts = Pick<NewKey, 'publicJwk' | 'sealedPrivateJwk'>

/** Encrypted for one key: what is stored under another `kid` cannot be opened. */
export function keyPurpose(kid: string): string {
  return `signing key ${kid}`
}

/** The steps of a key from next to current to previous. Of several processes at once each step is taken by one. */
export function createKeyChanges(platform: Platform, { audit, organizers }: KeyChangesDeps) {
  const { db, clock, secrets, configWatch, log, metrics } = platform

  organizers.onSet(reschedule)

  async function days(organizerId: OrganizerId): Promise<number> {
    const organizer = await organizers.byId(organizerId)
    if (!organizer) throw new NotFound('organizer')
    return organizer.settings.sso_key_rotation_days
  }

  async function generate(alg: SigningAlg): Promise<NewParts> {
    const key = await generateSigningKey(alg)
    return { publicJwk: publicPart(key), sealedPrivateJwk: secrets.seal(JSON.stringify(key), keyPurpose(key.kid)) }
  }

  /** Runs one step; when it was taken, the history and all processes know. @param run answers the `kid`, null when somebody else was faster */
  async function step(
    organizerId: OrganizerId,
    what: 'created' | 'announced' | 'rotated',
    key: { alg: SigningAlg; actor: AuditActor; former?: string },
    run: (q: Database) => Promise<string | null>,
  ): Promise<boolean> {
    const { alg, actor, former } = key
    const kid = await db.transaction(async (q) => {
      const changed = await run(q)
      if (changed === null) return null
      await bumpConfigVersion(q)
      await audit.record(q, organizerId, {
        action: `foyer.signingkey.${what}`,
        actor,
        object: { type: 'signingkey', id: changed, name: `${alg} ${changed.slice(0, 8)}` },
        ...(former !== undefined && { before: { kid: former }, after: { kid: changed } }),
      })
      return changed
    })
    await configWatch.checkNow()
    if (kid === null) return false
    metrics.signingKey(what, alg)
    log.info({ organizer: organizerId, alg, kid }, `signing key ${what}`)
    return true
  }

  /** When the setting changed: what is planned is planned again; an announced key waits no longer than was said. */
  async function reschedule(q: Database, { id, settings }: Parameters<Parameters<Organizers['onSet']>[0]>[1]) {
    const store = signingKeyStore(q)
    const keys = await store.list(id)
    for (const key of keys.filter(({ state }) => state === 'current')) {
      const next = keys.find(({ state, alg }) => state === 'next' && alg === key.alg)
      const interval = settings.sso_key_rotation_days
      if (!next) await store.plan(id, key.kid, announceAt(key.signsFrom, interval))
      else
        await store.planNext(
          id,
          next.kid,
          Math.min(next.signsFrom, takeOverAt(key.signsFrom, interval, next.createdAt)),
        )
    }
  }

  return {
    /** The first key of an algorithm, which signs at once. False when there is one. */
    async create(organizerId: OrganizerId, alg: SigningAlg, actor: AuditActor): Promise<boolean> {
      const [parts, interval] = await Promise.all([generate(alg), days(organizerId)])
      return step(organizerId, 'created', { alg, actor }, async (q) => {
        const now = clock.now()
        const dueAt = announceAt(now, interval)
        const key: NewKey = { ...parts, state: 'current', createdAt: now, signsFrom: now, dueAt }
        return (await signingKeyStore(q).insert(organizerId, key)) ? parts.publicJwk.kid : null
      })
    },

    /** Publishes a successor of this current key. @param signsFrom in ms, null: when it is its turn */
    async announce(organizerId: OrganizerId, current: StoredKey, signsFrom: number | null, actor: AuditActor) {
      const { alg, kid } = current
      const [parts, interval] = await Promise.all([generate(alg), days(organizerId)])
      return step(organizerId, 'announced', { alg, actor }, async (q) => {
        const now = clock.now()
        const from = signsFrom ?? takeOverAt(current.signsFrom, interval, now)
        const store = signingKeyStore(q)
        if (!(await store.plan(organizerId, kid, null))) return null
        const key: NewKey = { ...parts, state: 'next', createdAt: now, signsFrom: from, dueAt: from }
        return (await store.insert(organizerId, key)) ? parts.publicJwk.kid : null
      })
    },

    /**
     * Replaces this current key by the one that waits, or by a new one. False when it does not sign any more.
     * @param hasNext whether one waits: otherwise one is made
     */
    async replace(organizerId: OrganizerId, current: StoredKey, hasNext: boolean, actor: AuditActor): Promise<boolean> {
      const { alg, kid: former } = current
      const [parts, interval] = await Promise.all([hasNext ? null : generate(alg), days(organizerId)])
      return step(organizerId, 'rotated', { alg, actor, former }, async (q) => {
        const now = clock.now()
        const dueAt = announceAt(now, interval)
        const store = signingKeyStore(q)
        if (!(await store.retire(organizerId, former, now, now + KEPT_MS))) return null
        const promoted = await store.promote(organizerId, alg, now, dueAt)
        if (promoted !== null) return promoted
        if (parts === null) throw new Error(`the next ${alg} key of organizer ${organizerId} is gone`)
        await store.insert(organizerId, { ...parts, state: 'current', createdAt: now, signsFrom: now, dueAt })
        return parts.publicJwk.kid
      })
    },
  }
}
