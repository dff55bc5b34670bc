import type { Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Rows } from '../../../ui/lists.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { ListedApp } from '../apps.ts'
import { webAddress } from '../rules/web-address.ts'
import { AppRow } from './app-row.tsx'

interface Common {
  readonly frame: AccountFrame
  readonly t: Translate
  /** Name of the organizer. */
  readonly organizer: string
}

interface AppsPageProps extends Common {
  readonly apps: readonly ListedApp[]
  readonly withdraw: (app: ListedApp) => string
}

/** The apps that log somebody in with this account. */
export function AppsPage({ frame, t, organizer, apps, withdraw }: AppsPageProps) {
  const title = t('connectedApps:list.title')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={apps.length > 0 ? t('connectedApps:list.text', { organizer }) : undefined} />
      {apps.length === 0 ? (
        <EmptyState
          title={t('connectedApps:list.emptyTitle')}
          text={t('connectedApps:list.emptyText', { organizer })}
        />
      ) : (
        <Rows>
          {apps.map((app) => (
            <AppRow app={app} t={t} withdraw={withdraw(app)} />
          ))}
        </Rows>
      )}
    </AccountLayout>
  )
}

interface WithdrawPageProps extends Common {
  readonly csrf: string
  readonly app: ListedApp
  readonly action: string
  readonly cancel: string
}

/** What ends, what stays, and the last button. */
export function WithdrawPage({ frame, t, organizer, csrf, app, action, cancel }: WithdrawPageProps) {
  const title = t('connectedApps:withdraw.title', { app: app.name })
  const homepage = webAddress(app.homepage)
  return (
    <AccountLayout frame={frame} title={title}>
      <DialogPage
        title={title}
        text={t('connectedApps:withdraw.text', { sees: app.sees })}
        consequences={[
          t('connectedApps:withdraw.ends', { app: app.name }),
          ...(app.staysConnected ? [t('connectedApps:withdraw.offline')] : []),
          <>
            {t('connectedApps:withdraw.kept')}{' '}
            {homepage !== null && (
              <a class="link" href={homepage} rel="noreferrer">
                {new URL(homepage).host}
              </a>
            )}
          </>,
          t('connectedApps:withdraw.loggedIn'),
          app.isTrusted ? t('connectedApps:withdraw.trusted', { organizer }) : t('connectedApps:withdraw.asksAgain'),
        ]}
        post={{ action, csrf }}
        submit={t('connectedApps:withdraw.submit', { app: app.name })}
        tone="danger-solid"
        cancel={{ href: cancel, text: t('words:cancel') }}
      />
    </AccountLayout>
  )
}
