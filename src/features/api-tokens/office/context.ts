import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'
import type { Team } from '../../teams/index.ts'

/** What the pages of API tokens are drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** Address of a page below the team. */
  readonly path: (page?: string) => string
  readonly instant: (ms: number) => string
}

/** @param crumb the name of the page */
export function drawing(request: FastifyRequest, reply: FastifyReply, team: Team, crumb: string): PageContext {
  const { organizer, t, locale } = request
  const path = (page = '') => officePath(organizer.slug, `team/${team.id}/${page}`)
  const crumbs = [
    { text: t('teams:title'), href: officePath(organizer.slug, 'teams') },
    { text: team.name, href: path() },
    { text: crumb },
  ]
  return {
    ...officeFrame(request, reply, { active: 'teams', crumbs }),
    t,
    csrf: reply.csrfToken(),
    path,
    instant: (ms) => formatInstant(ms, locale, organizer.timeZone),
  }
}
