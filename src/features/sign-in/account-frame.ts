import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatDay } from '../../platform/i18n/format.ts'
import type { TextKey } from '../../platform/i18n/i18n.ts'
import type { AccountFrame } from '../../ui/account-layout.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { shopFrame } from '../organizers/index.ts'
import type { CustomerSession } from './types.ts'

const PAGES = {
  orders: { path: '/account/', text: 'signIn:account.orders', icon: 'ticket' },
  memberships: { path: '/account/memberships', text: 'signIn:account.memberships', icon: 'id-card' },
  people: { path: '/account/profiles', text: 'signIn:account.people', icon: 'users' },
  profile: { path: '/account/profile', text: 'signIn:account.profile', icon: 'user' },
  security: { path: '/account/security', text: 'signIn:account.security', icon: 'shield-check' },
  apps: { path: '/account/apps', text: 'signIn:account.apps', icon: 'app-window' },
  privacy: { path: '/account/privacy', text: 'signIn:account.privacy', icon: 'eye' },
} as const satisfies Record<string, { path: string; text: TextKey; icon: IconName }>

/** What every page of the account stands in. Takes the waiting flash messages, so call it once for each page. */
export function accountFrame(
  request: FastifyRequest,
  reply: FastifyReply,
  { customer: { name, email, identifier, deletionDueAt } }: CustomerSession,
  current: keyof typeof PAGES,
): AccountFrame {
  const { organizer, site, t, locale } = request
  const frame = shopFrame(request, reply)
  const day =
    deletionDueAt == null || current === 'privacy' ? null : formatDay(deletionDueAt, locale, organizer.timeZone)
  const leaving = { tone: 'warn', title: t('signIn:account.leaving', { day: day ?? '' }) } as const
  return {
    ...frame,
    ...(day !== null && { flash: [...(frame.flash ?? []), leaving] }),
    nav: Object.entries(PAGES).map(([page, { path, text, icon }]) => ({
      href: site.base + path,
      text: t(text),
      icon,
      current: page === current,
    })),
    person: { name: name || t('signIn:account.title'), email, identifier },
  }
}
