import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { type ApiTokenId, looksLikeId, type TeamId } from '../../../core/ids.ts'
import { createShownOnce } from '../../../platform/http/shown-once.ts'
import type { Platform } from '../../../platform/platform.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, recentLogin } from '../../office-access/index.ts'
import type { Team, Teams } from '../../teams/index.ts'
import type { ApiTokens } from '../api-tokens.ts'
import type { ApiToken } from '../types.ts'
import { AddPage } from './add-page.tsx'
import { drawing } from './context.ts'
import { inputOfForm, NEW_TOKEN, readTokenForm, type TokenFormValues } from './form.ts'
import { RevokePage, TokenPage } from './token-page.tsx'

interface Deps {
  readonly platform: Platform
  readonly apiTokens: ApiTokens
  readonly teams: Pick<Teams, 'manage'>
}

const teamParams = z.object({ team: z.string().max(50).catch(''), token: z.string().max(50).catch('') })

/** Below `/control/organizer/:organizer`: the API tokens of a team, for those who may manage teams. */
export function apiTokenRoutes(app: FastifyInstance, { platform, apiTokens, teams }: Deps): void {
  const once = createShownOnce(platform, 'api-token')

  app.addHook('onRequest', async (request) => {
    allow(request, policies.teams.manageTokens)
  })

  async function teamOf(request: FastifyRequest): Promise<Team> {
    const { team: id } = teamParams.parse(request.params)
    const team = looksLikeId(id) ? await teams.manage.byId(request.organizer, id as TeamId) : null
    if (!team) throw new NotFound('team')
    return team
  }

  async function tokenOf(request: FastifyRequest, team: Team): Promise<ApiToken> {
    const { token: id } = teamParams.parse(request.params)
    const token = looksLikeId(id) ? await apiTokens.byId(team, id as ApiTokenId) : null
    if (!token) throw new NotFound('API token')
    return token
  }

  async function showAdd(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { team: Team; values: TokenFormValues; wrong?: InvalidInput },
  ): Promise<FastifyReply> {
    const { team, values, wrong } = shown
    const context = drawing(request, reply, team, request.t('apiTokens:add.title'))
    const page = AddPage({ context, team, values, wrong })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  app.get('/team/:team/tokens/add', async (request, reply) => {
    if (recentLogin(request, reply, 'very recent') === null) return reply
    return showAdd(request, reply, { team: await teamOf(request), values: NEW_TOKEN })
  })

  app.post('/team/:team/tokens/add', async (request, reply) => {
    const login = recentLogin(request, reply, 'very recent')
    if (login === null) return reply
    const team = await teamOf(request)
    let values = NEW_TOKEN
    try {
      values = readTokenForm(request.body)
      const input = inputOfForm(values, platform.clock.now())
      const { token, secret } = await apiTokens.create(team, input, login, login.user.id)
      once.put(reply, `${login.user.id} ${token.id}`, secret)
      reply.flash('ok', { key: 'apiTokens:flash.created', params: { name: token.name } })
      return reply.redirect(officePath(request.organizer.slug, `team/${team.id}/tokens/${token.id}`), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showAdd(request, reply, { team, values, wrong: error })
    }
  })

  app.get('/team/:team/tokens/:token', async (request, reply) => {
    const { user } = allow(request, policies.teams.manageTokens)
    const team = await teamOf(request)
    const token = await tokenOf(request, team)
    const shown = once.take(request, reply, `${user.id} ${token.id}`)
    const context = drawing(request, reply, team, token.name)
    return reply.html(await renderPage(TokenPage({ context, token, shown, now: platform.clock.now() })))
  })

  app.get('/team/:team/tokens/:token/revoke', async (request, reply) => {
    const team = await teamOf(request)
    const token = await tokenOf(request, team)
    return reply.html(await renderPage(RevokePage({ context: drawing(request, reply, team, token.name), token })))
  })

  app.post('/team/:team/tokens/:token/revoke', async (request, reply) => {
    const team = await teamOf(request)
    const token = await tokenOf(request, team)
    await apiTokens.revoke(team, token, allow(request, policies.teams.manageTokens))
    reply.flash('ok', { key: 'apiTokens:flash.revoked', params: { name: token.name } })
    return reply.redirect(officePath(request.organizer.slug, `team/${team.id}/`), 303)
  })
}
