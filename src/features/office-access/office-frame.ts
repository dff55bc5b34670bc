import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Permission } from '../../core/permissions.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { NavGroup, NavItem, OfficeFrame } from '../../ui/office-layout.tsx'
import type { Crumb } from '../../ui/page-head.tsx'
import { requestFrame } from '../../ui/request-frame.ts'
import { displayName } from '../staff/index.ts'
import { requireStaff } from './scope.ts'

export type NavKey =
  | 'organizers'
  | 'mails'
  | 'users'
  | 'customers'
  | 'membershiptypes'
  | 'ssoclients'
  | 'ssoproviders'
  | 'overview'
  | 'teams'
  | 'history'
  | 'settings'

/** Where an administrator stops to look through another account. */
const STOP_ACTING_PATH = '/control/admin/impersonate/stop'

export interface OfficePage {
  /** The entry of the navigation that this page belongs to. */
  readonly active?: NavKey
  /** The way from the organizer to this page; the page itself comes last and has no address. */
  readonly crumbs?: readonly Crumb[]
}

/** Props for `OfficeLayout`, all but the title. Takes the waiting flash messages, so call it once for each page. */
export function officeFrame(
  request: FastifyRequest,
  reply: FastifyReply,
  { active, crumbs = [] }: OfficePage = {},
): { frame: OfficeFrame; crumbs: Crumb[] | undefined } {
  const { user, impersonator } = requireStaff(request)
  const { organizer, t } = request
  const { siteName, assets } = request.server
  const trail = organizer ? [{ text: organizer.name, href: officePath(organizer.slug) }, ...crumbs] : [...crumbs]
  return {
    frame: {
      ...requestFrame(request, reply, assets, { name: siteName }),
      home: '/control/',
      ...(organizer && { organizer: { name: organizer.name, switchHref: '/control/' } }),
      nav: organizer ? organizerNav(request, active) : installationNav(request, active, user.isAdmin),
      person: { name: displayName(user), href: '/control/settings/' },
      logOut: { action: '/control/logout', csrf: reply.csrfToken() },
      ...(impersonator && {
        acting: {
          text: t('staffAdmin:impersonate.banner', { email: user.email }),
          stop: { action: STOP_ACTING_PATH, csrf: reply.csrfToken(), text: t('staffAdmin:impersonate.stop') },
        },
      }),
    },
    crumbs: trail.length > 1 ? trail : undefined,
  }
}

/** Address of a page of an organizer in the back office. @param path without a leading slash, e.g. `customers` */
export function officePath(slug: string, path = ''): string {
  return `/control/organizer/${slug}/${path}`
}

interface Entry {
  readonly key: NavKey
  readonly path: string
  readonly icon: IconName
  readonly needs?: Permission
}

const ACCOUNTS: readonly Entry[] = [
  { key: 'customers', path: 'customers', icon: 'users', needs: 'organizer.customers:read' },
  { key: 'membershiptypes', path: 'membershiptypes', icon: 'layers', needs: 'organizer.settings.general:write' },
  { key: 'ssoclients', path: 'ssoclients', icon: 'app-window', needs: 'organizer.settings.general:write' },
  { key: 'ssoproviders', path: 'ssoproviders', icon: 'plug', needs: 'organizer.settings.general:write' },
]
const ORGANIZER: readonly Entry[] = [
  { key: 'overview', path: '', icon: 'house' },
  { key: 'teams', path: 'teams', icon: 'id-card', needs: 'organizer.teams:write' },
  { key: 'history', path: 'history', icon: 'scroll-text' },
  { key: 'settings', path: 'settings', icon: 'settings', needs: 'organizer.settings.general:write' },
]
/** All but the organizers is for administrators of the installation. */
const INSTALLATION: readonly Entry[] = [
  { key: 'organizers', path: '', icon: 'building-2' },
  { key: 'users', path: 'admin/users/', icon: 'circle-user-round' },
  { key: 'history', path: 'admin/history', icon: 'scroll-text' },
  { key: 'mails', path: 'admin/mails', icon: 'mail' },
]

function organizerNav(request: FastifyRequest, active: NavKey | undefined): NavGroup[] {
  const { t, organizer, officePermissions } = request
  const items = (entries: readonly Entry[]): NavItem[] =>
    entries
      .filter(({ needs }) => needs === undefined || officePermissions?.has(needs))
      .map(({ key, path, icon }) => ({
        href: officePath(organizer.slug, path),
        text: t(`staff:nav.${key}`),
        icon,
        current: key === active,
      }))
  const groups = [
    { title: t('staff:nav.accounts'), items: items(ACCOUNTS) },
    { title: t('staff:nav.organizer'), items: items(ORGANIZER) },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

function installationNav({ t }: FastifyRequest, active: NavKey | undefined, isAdmin: boolean): NavGroup[] {
  const items = INSTALLATION.filter(({ key }) => isAdmin || key === 'organizers').map(
    ({ key, path, icon }): NavItem => ({
      href: `/control/${path}`,
      text: t(`staff:nav.${key}`),
      icon,
      current: key === active,
    }),
  )
  return [isAdmin ? { title: t('staff:nav.installation'), items } : { items }]
}
