import type { Organizer } from '../organizers/index.ts'
import type { Staff } from '../staff/index.ts'
import type { Teams } from '../teams/index.ts'

const SYSTEM = { type: 'system' } as const
const OPERATOR = { user: null, actor: SYSTEM } as const

/** The people of the back office besides the administrator: a team each, and somebody who is invited. */
const PEOPLE = [
  { email: 'bo@demo.example', fullname: 'Bo Kassner', team: 'Box office' },
  { email: 'lea@demo.example', fullname: 'Lea Osei', team: 'Management' },
] as const

const TEAMS = [
  { name: 'Management', allPermissions: true, permissions: [], requiresSecondFactor: false },
  {
    name: 'Box office',
    allPermissions: false,
    permissions: ['organizer.customers:read', 'organizer.customers:write'],
    requiresSecondFactor: false,
  },
  {
    name: 'Press',
    allPermissions: false,
    permissions: ['organizer.customers:read'],
    requiresSecondFactor: true,
  },
] as const

export interface OfficeTeamFeatures {
  readonly staff: Staff
  readonly teams: Teams
}

/** Teams with people in them, so that there is something to see of who may do what. */
export async function fillTeams(
  { staff, teams }: OfficeTeamFeatures,
  organizer: Organizer,
  password: string,
): Promise<void> {
  for (const input of TEAMS)
    await teams.manage.create(organizer, { ...input, permissions: [...input.permissions] }, OPERATOR)
  for (const { team: name, ...person } of PEOPLE) {
    const user = await staff.users.createUser({ ...person, password, locale: 'en' }, SYSTEM)
    const team = await teams.manage.byName(organizer, name)
    if (team) await teams.putIntoTeam(team, user, SYSTEM)
  }
  const press = await teams.manage.byName(organizer, 'Press')
  if (press) await teams.people.addByEmail(organizer, press, 'noor@demo.example', OPERATOR)
}
