import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type TeamInviteId } from '../../../core/ids.ts'
import { officePath } from '../../office-access/index.ts'
import { inviteParams } from '../forms.ts'
import type { Team, TeamInvite } from '../types.ts'
import { editorOf, type TeamRoutesDeps, teamOf } from './deps.ts'

/** Invitations, from the side of those who send them. */
export function inviteRoutes(app: FastifyInstance, deps: TeamRoutesDeps): void {
  const { sending } = deps.teams

  async function invitationOf(request: FastifyRequest, team: Team): Promise<TeamInvite> {
    const { invite: id } = inviteParams.parse(request.params)
    const invite = looksLikeId(id) ? await sending.invitation(team, id as TeamInviteId) : null
    if (!invite) throw new NotFound('invitation')
    return invite
  }

  for (const [act, done] of [
    ['resend', 'resent'],
    ['revoke', 'revoked'],
  ] as const) {
    app.post(`/team/:team/invites/:invite/${act}`, async (request, reply) => {
      const team = await teamOf(deps, request)
      const invite = await invitationOf(request, team)
      await sending[act](request.organizer, team, invite, editorOf(request))
      reply.flash('ok', { key: `teams:flash.${done}`, params: { email: invite.email } })
      return reply.redirect(officePath(request.organizer.slug, `team/${team.id}/`), 303)
    })
  }
}
