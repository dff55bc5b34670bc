import type { FastifyInstance, FastifyRequest } from 'fastify'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { looksLikeId, type UserId } from '../../../core/ids.ts'
import { renderPage } from '../../../ui/render.ts'
import { officePath, requireStaff } from '../../office-access/index.ts'
import { displayName, type User } from '../../staff/index.ts'
import { LastTeamManager } from '../errors.ts'
import { personParams, readEmailForm } from '../forms.ts'
import { RemoveMemberPage } from '../pages/confirm.tsx'
import { drawing } from '../pages/context.ts'
import type { Team } from '../types.ts'
import { editorOf, type TeamRoutesDeps, teamOf } from './deps.ts'
import type { ShowTeam } from './team-page.ts'

export function memberRoutes(app: FastifyInstance, deps: TeamRoutesDeps, showTeam: ShowTeam): void {
  const { people } = deps.teams
  const address = ({ organizer }: FastifyRequest, team: Team) => officePath(organizer.slug, `team/${team.id}/`)

  async function memberOf(request: FastifyRequest, team: Team): Promise<User> {
    const { user: id } = personParams.parse(request.params)
    const user = looksLikeId(id) ? await people.member(team, id as UserId) : null
    if (!user) throw new NotFound('member')
    return user
  }

  app.get('/team/:team', async (request, reply) => showTeam(request, reply, await teamOf(deps, request)))

  app.post('/team/:team/members', async (request, reply) => {
    const team = await teamOf(deps, request)
    let email = ''
    try {
      email = readEmailForm(request.body)
      const done = await people.addByEmail(request.organizer, team, email, editorOf(request))
      reply.flash('ok', { key: `teams:flash.${done}`, params: { email: email.trim().toLowerCase() } })
      return reply.redirect(address(request, team), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showTeam(request, reply.code(422), team, { email, wrong: error })
    }
  })

  app.get('/team/:team/members/:user/remove', async (request, reply) => {
    const team = await teamOf(deps, request)
    const user = await memberOf(request, team)
    const grants = await people.grants(request.organizer, user)
    const crumbs = [{ text: team.name, href: address(request, team) }, { text: displayName(user) }]
    const page = RemoveMemberPage({
      context: drawing(request, reply, crumbs),
      team,
      user,
      isSelf: user.id === requireStaff(request).user.id,
      sources: grants.filter(({ teamId }) => teamId === team.id).map(({ source }) => source),
      isOnlyTeam: grants.every(({ teamId }) => teamId === team.id),
    })
    return reply.html(await renderPage(page))
  })

  app.post('/team/:team/members/:user/remove', async (request, reply) => {
    const team = await teamOf(deps, request)
    const user = await memberOf(request, team)
    try {
      await people.removeMember(request.organizer, team, user.id, editorOf(request))
    } catch (error) {
      if (!(error instanceof LastTeamManager && error.text)) throw error
      return showTeam(request, reply.code(409), team, { email: '', wrong: new InvalidInput({ team: error.text }) })
    }
    const isSelf = user.id === requireStaff(request).user.id
    reply.flash(
      'ok',
      isSelf
        ? { key: 'teams:flash.left', params: { name: team.name } }
        : { key: 'teams:flash.removed', params: { name: displayName(user) } },
    )
    return reply.redirect(isSelf ? '/control/' : address(request, team), 303)
  })
}
