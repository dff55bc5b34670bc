import type { Translate } from '../platform/i18n/i18n.ts'
import { LineTabs } from './list-page.tsx'

const PATHS = {
  settings: '/control/settings/',
  password: '/control/settings/password/change',
  secondFactor: '/control/settings/2fa/',
  sessions: '/control/settings/sessions/',
  history: '/control/settings/history/',
} as const

export type OwnAccountPage = keyof typeof PATHS

interface OwnAccountNavProps {
  readonly t: Translate
  /** The page that is shown; for pages below it, too. */
  readonly active: OwnAccountPage
  /** Accounts of the native backend have a password here. */
  readonly hasPassword: boolean
}

/** The way between the pages that staff members have about themselves. Follows the PageHead. */
export function OwnAccountNav({ t, active, hasPassword }: OwnAccountNavProps) {
  const pages = Object.entries(PATHS).filter(([page]) => hasPassword || page !== 'password') as [
    OwnAccountPage,
    string,
  ][]
  return (
    <LineTabs
      class="mb-6"
      label={t('ui:yourAccount')}
      tabs={pages.map(([page, href]) => ({ href, text: t(`ui:ownAccount.${page}`), current: page === active }))}
    />
  )
}
