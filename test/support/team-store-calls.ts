import { managerStore } from '../../src/features/teams/store/managers.ts'
import { memberStore } from '../../src/features/teams/store/members.ts'
import { teamStore } from '../../src/features/teams/store/teams.ts'
import { calls, fresh, LOCK, PURE, type StoreFiles } from './store-call.ts'
import { NOW } from './tenant-rows.ts'
import { teamIds } from './tenant-team-rows.ts'

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
    }),
    toTeam: PURE,
  },
  'features/teams/store/across.ts': { teamsEverywhereStore: PERSON },
  'features/teams/store/managers.ts': {
    managerStore: calls(managerStore, { lock: LOCK, count: (s, o) => s.count(o) }),
  },
  'features/teams/store/members.ts': {
    memberStore: calls(memberStore, {
      list: (s, o) => s.list(o, 9),
      ofUser: (s, o, its) => s.ofUser(o, its.user),
      add: (s, o, its) => s.add(o, { teamId: teamIds(its).team, userId: its.user, source: 'backend:x', at: NOW }),
      remove: (s, o, its) => s.remove(o, { teamId: teamIds(its).team, userId: its.user }),
    }),
  },
}
