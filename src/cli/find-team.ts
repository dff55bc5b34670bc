import type { Organizer } from '../features/organizers/index.ts'
import type { Team, Teams } from '../features/teams/index.ts'
import { NothingFound } from './nothing-found.ts'

/**
 * The team of an organizer with this name.
 * @throws NothingFound
 */
export async function findTeam(teams: Teams, organizer: Organizer, name: string): Promise<Team> {
  const team = await teams.manage.byName(organizer, name.trim())
  if (!team) throw new NothingFound(`${organizer.slug} has no team "${name}"`)
  return team
}
