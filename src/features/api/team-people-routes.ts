import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import { looksLikeId, type TeamInviteId, type UserId } from '../../core/ids.ts'
import type { Team, TeamInvite, TeamMember } from '../teams/index.ts'
import { readBody } from './input.ts'
import { pageOf } from './paging.ts'
import { inviteShape, memberShape, newInviteBody } from './shapes.ts'
import { type TeamApiDeps, teamOfCall } from './team-of-call.ts'

const MOST_LISTED = 10_000
const oneParams = z.object({ id: z.string() })

/** Who is in a team, and who is invited into it. */
export function teamPeopleRoutes(app: FastifyInstance, deps: TeamApiDeps): void {
  const { people, sending } = deps.teams
  const { url } = deps.platform.config
  const idOf = (request: FastifyRequest) => {
    const { id } = oneParams.parse(request.params)
    if (!looksLikeId(id)) throw new NotFound('object')
    return id
  }

  async function memberOf(request: FastifyRequest, team: Team): Promise<TeamMember> {
    const id = idOf(request)
    const found = (await people.members(team, { limit: MOST_LISTED })).find(({ userId }) => userId === id)
    if (!found) throw new NotFound('member')
    return found
  }

  async function inviteOf(request: FastifyRequest, team: Team): Promise<TeamInvite> {
    const invite = await sending.invitation(team, idOf(request) as TeamInviteId)
    if (!invite) throw new NotFound('invitation')
    return invite
  }

  app.get('/teams/:team/members', async (request) => {
    const team = await teamOfCall(deps, request)
    const page = pageOf(request, await people.members(team, { limit: MOST_LISTED }), url)
    return { ...page, results: page.results.map(memberShape) }
  })

  app.get('/teams/:team/members/:id', async (request) =>
    memberShape(await memberOf(request, await teamOfCall(deps, request))),
  )

  app.delete('/teams/:team/members/:id', async (request, reply) => {
    const team = await teamOfCall(deps, request)
    await people.removeMember(request.organizer, team, idOf(request) as UserId, request.caller.editor)
    return reply.code(204).send()
  })

  app.get('/teams/:team/invites', async (request) => {
    const page = pageOf(request, await sending.invites(await teamOfCall(deps, request)), url)
    return { ...page, results: page.results.map(inviteShape) }
  })

  app.get('/teams/:team/invites/:id', async (request) =>
    inviteShape(await inviteOf(request, await teamOfCall(deps, request))),
  )

  /** Whoever has an account is a member at once: then there is no invitation and no id. */
  app.post('/teams/:team/invites', async (request, reply) => {
    const team = await teamOfCall(deps, request)
    const { email } = readBody(newInviteBody, request.body)
    const outcome = await people.addByEmail(request.organizer, team, email, request.caller.editor)
    const address = email.trim().toLowerCase()
    const invite = outcome === 'invited' && (await sending.invites(team)).find((one) => one.email === address)
    return reply.code(201).send(invite ? inviteShape(invite) : { email: address })
  })

  app.delete('/teams/:team/invites/:id', async (request, reply) => {
    const team = await teamOfCall(deps, request)
    await sending.revoke(request.organizer, team, await inviteOf(request, team), request.caller.editor)
    return reply.code(204).send()
  })
}
