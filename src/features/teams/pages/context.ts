import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'
import { customersLevel } from '../forms.ts'
import type { TeamRights } from '../types.ts'

/** What every page of the teams is drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly instant: (ms: number) => string
}

/** @param crumbs the way below the list of teams; none for the list itself */
export function drawing(request: FastifyRequest, reply: FastifyReply, crumbs: readonly Crumb[] = []): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const list = { text: t('teams:title'), ...(crumbs.length > 0 && { href: path('teams') }) }
  return {
    ...officeFrame(request, reply, { active: 'teams', crumbs: [list, ...crumbs] }),
    t,
    csrf: reply.csrfToken(),
    path,
    instant: (ms) => formatInstant(ms, locale, organizer.timeZone),
  }
}

/** What a team may do, one phrase for each group of permissions. */
export function rightsInWords(t: Translate, team: TeamRights): string[] {
  if (team.allPermissions) return [t('teams:right.all')]
  const level = customersLevel(team)
  const phrases = [
    team.permissions.includes('organizer.settings.general:write') && t('teams:right.settings'),
    team.permissions.includes('organizer.teams:write') && t('teams:right.teams'),
    level === 'read' && t('teams:right.customersRead'),
    level === 'write' && t('teams:right.customersWrite'),
  ].filter((phrase) => phrase !== false)
  return phrases.length === 0 ? [t('teams:right.none')] : phrases
}
