import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import { looksLikeId, type TeamId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ApiTokens } from '../api-tokens/index.ts'
import type { Team, Teams } from '../teams/index.ts'

export interface TeamApiDeps {
  readonly platform: Pick<Platform, 'config' | 'clock'>
  readonly teams: Teams
  readonly apiTokens: ApiTokens
}

const teamParams = z.object({ team: z.string() })

/** The team of the address. @throws NotFound, also for a team of another organizer */
export async function teamOfCall({ teams }: Pick<TeamApiDeps, 'teams'>, request: FastifyRequest): Promise<Team> {
  const { team: id } = teamParams.parse(request.params)
  const team = looksLikeId(id) ? await teams.manage.byId(request.organizer, id as TeamId) : null
  if (!team) throw new NotFound('team')
  return team
}
