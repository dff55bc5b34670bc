import type { Translate } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { type OfficeFrame, OfficeLayout } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import type { ListedApp } from '../apps.ts'

interface OfficeWithdrawPageProps {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  readonly app: ListedApp
  /** What the customer is called. */
  readonly customer: string
  readonly action: string
  readonly cancel: string
}

/** What ends for the customer, what stays, and the last button. */
export function OfficeWithdrawPage(props: OfficeWithdrawPageProps) {
  const { frame, crumbs, t, csrf, app, customer, action, cancel } = props
  const title = t('connectedApps:office.question', { app: app.name, customer })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('connectedApps:withdraw.text', { sees: app.sees })}
        consequences={[
          t('connectedApps:office.ends', { app: app.name }),
          ...(app.staysConnected ? [t('connectedApps:office.offline')] : []),
          t('connectedApps:office.kept'),
          t('connectedApps:office.loggedIn'),
          t(app.isTrusted ? 'connectedApps:office.trusted' : 'connectedApps:office.asksAgain'),
        ]}
        post={{ action, csrf }}
        submit={t('connectedApps:withdraw.submit', { app: app.name })}
        tone="danger-solid"
        cancel={{ href: cancel, text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
