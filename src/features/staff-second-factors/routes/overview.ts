import type { FastifyReply, FastifyRequest } from 'fastify'
import { FoyerError } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { QuestionPage } from '../pages/layout.tsx'
import { OverviewPage } from '../pages/overview.tsx'
import { ownChange, ownLogin, type StaffFactorDeps, settingsContext } from '../scope.ts'
import { SETTINGS_PATH } from '../staff-second-factors.ts'

export function overview({ staffSecondFactors, platform }: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { user, session } = login
    const page = OverviewPage({
      context: settingsContext(request, reply, login, platform.config.instanceName),
      factors: await staffSecondFactors.of(user.id),
      why: await staffSecondFactors.whyForced(user),
      isUpstream: session.secondFactor === 'upstream',
    })
    return reply.html(await renderPage(page))
  }
}

/** Says which teams it leaves before it leaves them. */
export function leaveTeamsPage({ staffSecondFactors, platform }: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { t } = request
    const { teams } = await staffSecondFactors.whyForced(login.user)
    if (teams.length === 0) return nothingToLeave(reply)
    const page = QuestionPage({
      context: settingsContext(request, reply, login, platform.config.instanceName),
      title: t('staffFactors:leave.title'),
      text: t('staffFactors:leave.text'),
      consequences: teams.map((team) => t('staffFactors:leave.team', { ...team })),
      action: `${SETTINGS_PATH}leaveteams`,
      submit: t('staffFactors:leave.submit'),
    })
    return reply.html(await renderPage(page))
  }
}

export function leaveTeams({ staffSecondFactors }: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { user, actor } = ownChange(login)
    try {
      const { length: count } = await staffSecondFactors.leaveRequiringTeams(user, actor)
      if (count === 0) return nothingToLeave(reply)
      reply.flash('ok', { key: 'staffFactors:leave.done', params: { count } })
    } catch (error) {
      if (!(error instanceof FoyerError) || error.status !== 409 || !error.text) throw error
      reply.flash('bad', error.text)
    }
    return reply.redirect(SETTINGS_PATH, 303)
  }
}

function nothingToLeave(reply: FastifyReply): FastifyReply {
  reply.flash('warn', { key: 'staffFactors:leave.none' })
  return reply.redirect(SETTINGS_PATH, 303)
}
