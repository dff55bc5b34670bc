import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../ui/office-layout.tsx'
import type { OwnAccountPage } from '../../ui/own-account-nav.tsx'
import type { Crumb } from '../../ui/page-head.tsx'
import { officeFrame, requireOneself } from '../office-access/index.ts'
import type { User } from '../staff/index.ts'
import { NativeBackend } from '../staff-backends/index.ts'

/** What every page of the own account is drawn with. */
export interface OwnPage {
  readonly office: { readonly frame: OfficeFrame; readonly crumbs: Crumb[] | undefined }
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  readonly user: User
  readonly isNative: boolean
  readonly active: OwnAccountPage
  /** In the time zone of the person. */
  readonly instant: (at: number) => string
}

export function ownPage(request: FastifyRequest, reply: FastifyReply, active: OwnAccountPage): OwnPage {
  const { t, locale } = request
  const { user } = requireOneself(request)
  return {
    office: officeFrame(request, reply),
    t,
    locale,
    csrf: reply.csrfToken(),
    user,
    isNative: user.authBackend === NativeBackend.IDENTIFIER,
    active,
    instant: (at) => formatInstant(at, locale, user.timeZone),
  }
}
