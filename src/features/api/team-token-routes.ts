import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { type ApiTokenId, looksLikeId } from '../../core/ids.ts'
import type { ApiToken } from '../api-tokens/index.ts'
import type { Team } from '../teams/index.ts'
import type { Caller } from './caller.ts'
import { readBody } from './input.ts'
import { pageOf } from './paging.ts'
import { newTokenBody, tokenShape } from './shapes.ts'
import { type TeamApiDeps, teamOfCall } from './team-of-call.ts'

const oneParams = z.object({ id: z.string() })

/** A token makes none that outlives it. @param asked ms @throws InvalidInput */
function endOf({ token: own }: Caller, asked: number | null): number | null {
  const end = own?.token.expiresAt ?? null
  if (end !== null && asked !== null && asked > end) throw new InvalidInput({ expires: { key: 'api:field.afterOwn' } })
  return asked ?? end
}

/** The API tokens of a team. A token is answered once, by the call that makes it. */
export function teamTokenRoutes(app: FastifyInstance, deps: TeamApiDeps): void {
  const { apiTokens, platform } = deps
  const shape = (token: ApiToken) => tokenShape(token, platform.clock.now())

  async function tokenOf(request: FastifyRequest, team: Team): Promise<ApiToken> {
    const { id } = oneParams.parse(request.params)
    const token = looksLikeId(id) ? await apiTokens.byId(team, id as ApiTokenId) : null
    if (!token) throw new NotFound('API token')
    return token
  }

  app.get('/teams/:team/tokens', async (request) => {
    const tokens = await apiTokens.list(await teamOfCall(deps, request))
    const page = pageOf(request, tokens, platform.config.url)
    return { ...page, results: page.results.map(shape) }
  })

  app.get('/teams/:team/tokens/:id', async (request) => shape(await tokenOf(request, await teamOfCall(deps, request))))

  app.post('/teams/:team/tokens', async (request, reply) => {
    const { caller } = request
    caller.requireRecentProof(platform.clock.now())
    const team = await teamOfCall(deps, request)
    const { name, expires } = readBody(newTokenBody, request.body)
    const input = { name, expiresAt: endOf(caller, expires ? Date.parse(expires) : null) }
    const { token, secret } = await apiTokens.create(team, input, caller.editor, caller.createdBy)
    return reply.code(201).send({ ...shape(token), token: secret })
  })

  /** It stays listed, so the answer shows it. */
  app.delete('/teams/:team/tokens/:id', async (request) => {
    const team = await teamOfCall(deps, request)
    await apiTokens.revoke(team, await tokenOf(request, team), request.caller.editor)
    return shape(await tokenOf(request, team))
  })
}
