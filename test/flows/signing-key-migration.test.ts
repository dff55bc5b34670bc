import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import type { OrganizerId } from '../../src/core/ids.ts'
import { signingKeyStore } from '../../src/features/openid-provider/store/keys.ts'
import { openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { migrations } from '../../src/platform/db/migrations/index.ts'
import { describeOnBoth, locateTestDatabase } from '../support/databases.ts'

const acme = 'acme' as OrganizerId
const MADE = 1_800_000_000_000

describeOnBoth('signing keys of the first release', (kind) => {
  it('are announced, replaced and removed as if they had been made now', async () => {
    const { options, remove } = await locateTestDatabase(kind, 'empty')
    const db = await openDb(options)
    try {
      await migrateToLatest(db, Object.fromEntries(Object.entries(migrations).slice(0, 1)))
      await sql`insert into organizers (id, slug, name, locale, time_zone, brand_color, created_at)
        values (${acme}, 'acme', 'Acme', 'en', 'UTC', '#000000', ${MADE})`.execute(db.q)
      for (const state of ['current', 'previous']) {
        const jwk = JSON.stringify({ kty: 'RSA', kid: state, alg: 'RS256', use: 'sig' })
        await sql`insert into signing_keys
          (kid, organizer_id, alg, state, public_jwk, private_key, created_at, state_changed_at)
          values (${state}, ${acme}, 'RS256', ${state}, ${jwk}, 'sealed', ${MADE}, ${MADE + DAY})`.execute(db.q)
      }
      await migrateToLatest(db)
      const store = signingKeyStore(db.q)
      expect((await store.list(acme)).map(({ state, signsFrom, dueAt }) => ({ state, signsFrom, dueAt }))).toEqual([
        { state: 'current', signsFrom: MADE, dueAt: MADE + 84 * DAY },
        { state: 'previous', signsFrom: MADE, dueAt: MADE + 31 * DAY },
      ])
      expect(await store.due(MADE + 83 * DAY, 9)).toEqual([])
      expect(await store.due(MADE + 85 * DAY, 9)).toHaveLength(1)
      expect(await store.deleteEnded(MADE + 30 * DAY)).toBe(0)
      expect(await store.deleteEnded(MADE + 31 * DAY)).toBe(1)
    } finally {
      await db.close()
      await remove()
    }
  })
})
