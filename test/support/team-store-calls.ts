import { apiTokenStore } from '../../src/features/api-tokens/store.ts'
import { inviteStore } from '../../src/features/teams/store/invites.ts'
import { managerStore } from '../../src/features/teams/store/managers.ts'
import { memberStore } from '../../src/features/teams/store/members.ts'
import { teamStore } from '../../src/features/teams/store/teams.ts'
import { CONDITION, calls, fresh, LOCK, PURE, type StoreFiles } from './store-call.ts'
import { NOW } from './tenant-rows.ts'
import { teamIds } from './tenant-team-rows.ts'

const INPUT = { name: 'changed', allPermissions: false, permissions: [], requiresSecondFactor: true }
const SECRET = 'the secret of a token leads to the organizer'
const LINK = 'a secret link leads to the organizer'
const PEOPLE = 'administrators of the installation belong to no organizer'
const PERSON = 'answers for one person at all organizers'

/** The stores of the teams, and how to call each function. */
export const teamStoreFiles: StoreFiles = {
  'features/teams/store/teams.ts': {
    teamStore: calls(teamStore, {
      list: (s, o) => s.list(o, 9),
      byId: (s, o, its) => s.byId(o, teamIds(its).team),
      byName: (s, o, its) => s.byName(o, its.tag),
      ofUser: (s, o, its) => s.ofUser(o, its.user),
      insert: (s, o) =>
        s.insert(o, {
          id: fresh('team'),
          name: 'fresh',
          all_permissions: false,
          permissions: '[]',
          require_2fa: false,
          created_at: NOW,
        }),
      contents: (s, o, its) => s.contents(o, teamIds(its).team, NOW),
      update: (s, o, its) => s.update(o, teamIds(its).team, INPUT),
      delete: (s, o, its) => s.delete(o, teamIds(its).team),
    }),
    toTeam: PURE,
    toRow: PURE,
  },
  'features/api-tokens/store.ts': {
    apiTokenStore: calls(apiTokenStore, {
      list: (s, o, its) => s.list(o, teamIds(its).team),
      byId: (s, o, its) => s.byId(o, teamIds(its).team, teamIds(its).apiToken),
      insert: (s, o, its) =>
        s.insert(o, {
          id: fresh('token'),
          team_id: teamIds(its).team,
          name: 'fresh',
          token_hash: 'fresh',
          hint: 'resh',
          created_by: null,
          created_at: NOW,
          expires_at: null,
          last_used_at: null,
          revoked_at: null,
        }),
      revoke: (s, o, its) => s.revoke(o, teamIds(its).apiToken, NOW),
    }),
    apiTokenSecretStore: SECRET,
  },
  'features/teams/store/across.ts': { teamsEverywhereStore: PERSON },
  'features/teams/store/admins.ts': { adminStore: PEOPLE },
  'features/teams/store/person.ts': { personColumns: CONDITION, hasFactor: PURE },
  'features/teams/store/invites.ts': {
    inviteStore: calls(inviteStore, {
      list: (s, o, its) => s.list(o, teamIds(its).team),
      byId: (s, o, its) => s.byId(o, teamIds(its).team, teamIds(its).invite),
      insert: (s, o, its) =>
        s.insert(o, {
          id: fresh('invite'),
          team_id: teamIds(its).team,
          email: 'fresh@example.org',
          token_hash: 'fresh',
          created_by: null,
          created_at: NOW,
          expires_at: NOW,
        }),
      renew: (s, o, its) => s.renew(o, teamIds(its).invite, { token_hash: 'renewed', expires_at: NOW }),
      delete: (s, o, its) => s.delete(o, teamIds(its).invite),
    }),
    inviteTokenStore: LINK,
  },
  'features/teams/store/managers.ts': {
    managerStore: calls(managerStore, { lock: LOCK, anybody: (s, o) => s.anybody(o) }),
  },
  'features/teams/store/members.ts': {
    memberStore: calls(memberStore, {
      list: (s, o) => s.list(o, 9),
      ofUser: (s, o, its) => s.ofUser(o, its.user),
      ofUsers: (s, o, its) => s.ofUsers(o, [its.user]),
      isMember: (s, o, its) => s.isMember(o, { teamId: teamIds(its).team, userId: its.user }),
      people: (s, o, its) => s.people(o, { teamId: teamIds(its).team, after: '', limit: 9 }),
      add: (s, o, its) => s.add(o, { teamId: teamIds(its).team, userId: its.user, source: 'backend:x', at: NOW }),
      remove: (s, o, its) => s.remove(o, { teamId: teamIds(its).team, userId: its.user }),
    }),
  },
}
