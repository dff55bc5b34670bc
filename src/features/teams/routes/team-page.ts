import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InvalidInput } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { officePath, requireStaff } from '../../office-access/index.ts'
import { listQuery } from '../forms.ts'
import { drawing } from '../pages/context.ts'
import { DetailPage } from '../pages/detail.tsx'
import { covers } from '../rules.ts'
import type { Team } from '../types.ts'
import { backendNames, editorOf, PAGE_SIZE, pageOf, type TeamRoutesDeps } from './deps.ts'

export type ShowTeam = (
  request: FastifyRequest,
  reply: FastifyReply,
  team: Team,
  /** What was typed, and what is wrong with it. */
  answer?: { readonly email: string; readonly wrong: InvalidInput },
) => Promise<FastifyReply>

/** The page of one team, also as the answer to a form on it that failed. */
export function createTeamPage(deps: TeamRoutesDeps): ShowTeam {
  const { platform, teams, sections = [] } = deps

  return async function showTeam(request, reply, team, answer) {
    const { organizer } = request
    const { after } = listQuery.parse(request.query)
    const address = officePath(organizer.slug, `team/${team.id}/`)
    const found = await teams.people.members(team, { limit: PAGE_SIZE + 1, after })
    const { shown, older } = pageOf(found, ({ email }) => email, address)
    const canManage = covers(await teams.manage.reach(organizer, editorOf(request)), team)
    const context = drawing(request, reply, [{ text: team.name }])
    const parts = sections.map((section) => section(request, reply, { team, canManage, csrf: context.csrf }))
    const page = DetailPage({
      context,
      team,
      canManage,
      members: shown,
      viewer: requireStaff(request).user.id,
      backendName: backendNames(deps, request.locale),
      newer: after === '' ? undefined : address,
      older,
      invites: canManage ? await teams.sending.invites(team) : [],
      now: platform.clock.now(),
      sections: await Promise.all(parts),
      email: answer?.email ?? '',
      wrong: answer?.wrong,
    })
    return reply.html(await renderPage(page))
  }
}
