import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { officePath } from '../../office-access/index.ts'
import { LastTeamManager, MoreThanOwn } from '../errors.ts'
import { formOfTeam, inputOfForm, NEW_TEAM, readTeamForm, type TeamFormValues } from '../forms.ts'
import { DeletePage } from '../pages/confirm.tsx'
import { drawing } from '../pages/context.ts'
import { FormPage } from '../pages/form.tsx'
import { covers } from '../rules.ts'
import type { Team } from '../types.ts'
import { editorOf, type TeamRoutesDeps, teamOf } from './deps.ts'
import type { ShowTeam } from './team-page.ts'

export function editRoutes(app: FastifyInstance, deps: TeamRoutesDeps, showTeam: ShowTeam): void {
  const { manage } = deps.teams
  const path = ({ organizer }: FastifyRequest, page: string) => officePath(organizer.slug, page)
  const crumb = (request: FastifyRequest, team: Team) => ({ text: team.name, href: path(request, `team/${team.id}/`) })

  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    team: Team | null,
    values: TeamFormValues,
    wrong?: InvalidInput,
  ) {
    const { organizer, t } = request
    const title = t(team ? 'teams:form.edit' : 'teams:form.add')
    const page = FormPage({
      context: drawing(request, reply, [...(team ? [crumb(request, team)] : []), { text: title }]),
      title,
      text: team ? undefined : t('teams:form.addText'),
      action: path(request, team ? `team/${team.id}/edit` : 'team/add'),
      submit: t(team ? 'words:save' : 'teams:form.create'),
      back: path(request, team ? `team/${team.id}/` : 'teams'),
      values,
      reach: await manage.reach(organizer, editorOf(request)),
      wrong,
    })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  /** Like `teamOf`, for those who may do as much as the team. @throws MoreThanOwn, NotFound */
  async function ownTeamOf(request: FastifyRequest): Promise<Team> {
    const team = await teamOf(deps, request)
    if (!covers(await manage.reach(request.organizer, editorOf(request)), team)) throw new MoreThanOwn()
    return team
  }

  app.get('/team/add', (request, reply) => showForm(request, reply, null, NEW_TEAM))

  app.post('/team/add', async (request, reply) => {
    let values = NEW_TEAM
    try {
      values = readTeamForm(request.body)
      const team = await manage.create(request.organizer, inputOfForm(values), editorOf(request))
      reply.flash('ok', { key: 'teams:flash.created', params: { name: team.name } })
      return reply.redirect(path(request, `team/${team.id}/`), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showForm(request, reply, null, values, error)
    }
  })

  app.get('/team/:team/edit', async (request, reply) => {
    const team = await ownTeamOf(request)
    return showForm(request, reply, team, formOfTeam(team))
  })

  app.post('/team/:team/edit', async (request, reply) => {
    const team = await ownTeamOf(request)
    let values = formOfTeam(team)
    try {
      values = readTeamForm(request.body)
      const input = inputOfForm(values)
      await manage.change(request.organizer, team.id, input, editorOf(request))
      reply.flash('ok', { key: 'teams:flash.changed', params: { name: values.name.trim() } })
      return reply.redirect(path(request, `team/${team.id}/`), 303)
    } catch (error) {
      const wrong = error instanceof LastTeamManager && error.text ? new InvalidInput({ teams: error.text }) : error
      if (!(wrong instanceof InvalidInput)) throw error
      return showForm(request, reply, team, values, wrong)
    }
  })

  app.get('/team/:team/delete', async (request, reply) => {
    const team = await ownTeamOf(request)
    const context = drawing(request, reply, [crumb(request, team), { text: request.t('teams:one.remove') }])
    return reply.html(await renderPage(DeletePage({ context, team, contents: await manage.contents(team) })))
  })

  app.post('/team/:team/delete', async (request, reply) => {
    const team = await teamOf(deps, request)
    try {
      await manage.remove(request.organizer, team.id, editorOf(request))
    } catch (error) {
      if (!(error instanceof LastTeamManager && error.text)) throw error
      return showTeam(request, reply.code(409), team, { email: '', wrong: new InvalidInput({ team: error.text }) })
    }
    reply.flash('ok', { key: 'teams:flash.deleted', params: { name: team.name } })
    return reply.redirect(path(request, 'teams'), 303)
  })
}
