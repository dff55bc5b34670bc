import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type UserId } from '../../../core/ids.ts'
import { formatDay, formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, requireStaff } from '../../office-access/index.ts'
import { displayName, type Staff, type User } from '../../staff/index.ts'
import { type BackendRegistry, backendText } from '../../staff-backends/index.ts'
import { ANONYMIZED, isAnonymised } from '../rules.ts'

export const USERS_PATH = '/control/admin/users/'

/** What every page of this feature is drawn with. */
export interface AdminContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  /** Who looks. */
  readonly admin: User
  readonly day: (instant: number) => string
  readonly instant: (instant: number) => string
  readonly number: (value: number) => string
  /** The name of a backend, or its identifier when it is not configured any more. */
  readonly backendName: (identifier: string) => string
  readonly isConfigured: (identifier: string) => boolean
}

/** @param crumbs the way from the list to this page, the page itself last; none for the list */
export function adminContext(
  request: FastifyRequest,
  reply: FastifyReply,
  backends: BackendRegistry,
  crumbs: readonly Crumb[] = [],
): AdminContext {
  const { t, locale } = request
  const { user } = requireStaff(request)
  const list = { text: t('staffAdmin:list.title'), ...(crumbs.length > 0 && { href: USERS_PATH }) }
  return {
    ...officeFrame(request, reply, { active: 'users', crumbs: [list, ...crumbs] }),
    t,
    locale,
    csrf: reply.csrfToken(),
    admin: user,
    day: (instant) => formatDay(instant, locale, user.timeZone),
    instant: (instant) => formatInstant(instant, locale, user.timeZone),
    number: (value) => formatNumber(value, locale),
    isConfigured: (identifier) => backends.get(identifier) !== undefined,
    backendName(identifier) {
      if (identifier === ANONYMIZED) return t('staffAdmin:backend.anonymized')
      const backend = backends.get(identifier)
      return backend ? backendText(backend.verboseName, locale) : identifier
    },
  }
}

/** Address of a page about a staff account. */
export function userPath({ id }: Pick<User, 'id'>, page = ''): string {
  return `${USERS_PATH}${id}/${page}`
}

/** How an account is called on pages. */
export function userName(user: User, t: Translate): string {
  return isAnonymised(user) ? t('staffAdmin:list.anonymised') : displayName(user)
}

/** The account of the address. @throws NotFound */
export async function userOf(request: FastifyRequest, staff: Staff): Promise<User> {
  const { user: id = '' } = request.params as { user?: string }
  const user = looksLikeId(id) ? await staff.users.byId(id as UserId) : null
  if (!user) throw new NotFound('staff account')
  return user
}

/** The account of the address, if there is something left to change. @throws NotFound */
export async function changeableUserOf(request: FastifyRequest, staff: Staff): Promise<User> {
  const user = await userOf(request, staff)
  if (isAnonymised(user)) throw new NotFound('staff account that is not anonymised')
  return user
}
