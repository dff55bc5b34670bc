import { sql } from 'kysely'
import { newId, type OrganizerId, type TeamId, type UserId } from '../../../../core/ids.ts'
import { systemRandom } from '../../../../core/random.ts'
import type { MigrationContext } from '../../columns.ts'
import { tableOfOrganizer } from '../0003-customer-accounts/shared.ts'

type MigrationDb = MigrationContext['db']

/** Teams with their permissions, members, invitations and API tokens. */
export async function createTeams(context: MigrationContext): Promise<void> {
  const { db, type } = context
  await tableOfOrganizer(context, 'teams')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('all_permissions', type.boolean, (c) => c.notNull())
    .addColumn('permissions', type.json, (c) => c.notNull())
    .addColumn('require_2fa', type.boolean, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('teams_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('teams_name', ['organizer_id', 'name'])
    .execute()

  await tableOfTeam(context, 'team_members')
    .addColumn('user_id', type.id, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('source', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('team_members_pk', ['organizer_id', 'team_id', 'user_id', 'source'])
    .execute()
  await db.schema.createIndex('team_members_user').on('team_members').columns(['user_id', 'organizer_id']).execute()

  await tableOfTeam(context, 'team_invites')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('email', type.text, (c) => c.notNull())
    .addColumn('token_hash', type.text, (c) => c.notNull().unique())
    .addColumn('created_by', type.id, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('team_invites_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('team_invites_email', ['organizer_id', 'team_id', 'email'])
    .execute()
  await db.schema.createIndex('team_invites_creator').on('team_invites').columns(['created_by']).execute()

  await tableOfTeam(context, 'api_tokens')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('token_hash', type.text, (c) => c.notNull().unique())
    .addColumn('hint', type.text, (c) => c.notNull())
    .addColumn('created_by', type.id, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('expires_at', type.instant)
    .addColumn('last_used_at', type.instant)
    .addColumn('revoked_at', type.instant)
    .addPrimaryKeyConstraint('api_tokens_pk', ['organizer_id', 'id'])
    .execute()
  await db.schema.createIndex('api_tokens_team').on('api_tokens').columns(['organizer_id', 'team_id']).execute()
  await db.schema.createIndex('api_tokens_creator').on('api_tokens').columns(['created_by']).execute()
}

function tableOfTeam(context: MigrationContext, table: string) {
  return tableOfOrganizer(context, table)
    .addColumn('team_id', context.type.id, (c) => c.notNull())
    .addForeignKeyConstraint(`${table}_team_fk`, ['organizer_id', 'team_id'], 'teams', ['organizer_id', 'id'], (c) =>
      c.onDelete('cascade'),
    )
}

const ROLES = {
  admin: { name: 'Administrators', all_permissions: true, permissions: '[]' },
  member: {
    name: 'Staff',
    all_permissions: false,
    permissions: '["organizer.customers:read","organizer.customers:write"]',
  },
} as const

/** Who was admin or member of an organizer becomes a member of a team that may do the same. */
export async function moveMembersToTeams({ db }: MigrationContext): Promise<void> {
  for (const [role, team] of Object.entries(ROLES)) {
    const { rows } = await sql<{ organizer_id: OrganizerId; created_at: number }>`
      select organizer_id, min(created_at) as created_at from organizer_members where role = ${role} group by organizer_id
    `.execute(db)
    for (const { organizer_id, created_at } of rows) {
      const id = newId<TeamId>(systemRandom)
      await sql`insert into teams (organizer_id, id, name, all_permissions, permissions, require_2fa, created_at)
        values (${organizer_id}, ${id}, ${team.name}, ${team.all_permissions}, ${team.permissions}, ${false},
          ${Number(created_at)})`.execute(db)
      await addMembers(db, organizer_id, id, role)
    }
  }
}

async function addMembers(db: MigrationDb, organizerId: OrganizerId, teamId: TeamId, role: string): Promise<void> {
  const { rows } = await sql<{ user_id: UserId; created_at: number }>`
    select user_id, created_at from organizer_members where organizer_id = ${organizerId} and role = ${role}
  `.execute(db)
  for (const { user_id, created_at } of rows) {
    await sql`insert into team_members (organizer_id, team_id, user_id, source, created_at)
      values (${organizerId}, ${teamId}, ${user_id}, 'manual', ${Number(created_at)})`.execute(db)
  }
}
