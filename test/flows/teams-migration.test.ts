import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { OrganizerId } from '../../src/core/ids.ts'
import { memberStore } from '../../src/features/teams/store/members.ts'
import { teamStore } from '../../src/features/teams/store/teams.ts'
import { openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { migrations } from '../../src/platform/db/migrations/index.ts'
import { describeOnBoth, locateTestDatabase } from '../support/databases.ts'

const MADE = 1_800_000_000_000
const acme = 'acme' as OrganizerId
const empty = 'empty' as OrganizerId
const small = 'small' as OrganizerId

describeOnBoth('administrators and members from the time of roles', (kind) => {
  it('are in teams that may do the same', async () => {
    const { options, remove } = await locateTestDatabase(kind, 'empty')
    const db = await openDb(options)
    try {
      await migrateToLatest(db, Object.fromEntries(Object.entries(migrations).slice(0, 3)))
      for (const id of [acme, small, empty]) {
        await sql`insert into organizers (id, slug, name, locale, time_zone, brand_color, created_at)
          values (${id}, ${id}, ${id}, 'en', 'UTC', '#000000', ${MADE})`.execute(db.q)
      }
      for (const name of ['ann', 'bob', 'cora']) {
        await sql`insert into users (id, email, auth_backend, fullname, locale, time_zone, is_active, is_admin, is_verified,
            created_at, modified_at)
          values (${name}, ${`${name}@example.org`}, 'native', '', 'en', 'UTC', ${true}, ${false}, ${true}, ${MADE}, ${MADE})
        `.execute(db.q)
      }
      for (const [organizer, user, role, at] of [
        [acme, 'ann', 'admin', 5],
        [acme, 'bob', 'member', 7],
        [acme, 'cora', 'member', 9],
        [small, 'bob', 'admin', 11],
      ] as const) {
        await sql`insert into organizer_members (organizer_id, user_id, role, created_at)
          values (${organizer}, ${user}, ${role}, ${MADE + at})`.execute(db.q)
      }

      await migrateToLatest(db)

      const teams = async (id: OrganizerId) =>
        (await teamStore(db.q).list(id, 9)).map(({ id: _, organizerId: __, ...team }) => team)
      const administrators = {
        name: 'Administrators',
        allPermissions: true,
        permissions: [],
        requiresSecondFactor: false,
      }
      expect(await teams(acme)).toEqual([
        { ...administrators, members: 1, createdAt: MADE + 5 },
        {
          name: 'Staff',
          allPermissions: false,
          permissions: ['organizer.customers:read', 'organizer.customers:write'],
          requiresSecondFactor: false,
          members: 2,
          createdAt: MADE + 7,
        },
      ])
      expect(await teams(small)).toEqual([{ ...administrators, members: 1, createdAt: MADE + 11 }])
      expect(await teams(empty)).toEqual([])
      const people = (await memberStore(db.q).list(acme, 9)).map(({ email, teamName, source }) => [
        email,
        teamName,
        source,
      ])
      expect(people).toEqual([
        ['ann@example.org', 'Administrators', 'manual'],
        ['bob@example.org', 'Staff', 'manual'],
        ['cora@example.org', 'Staff', 'manual'],
      ])
    } finally {
      await db.close()
      await remove()
    }
  })
})
