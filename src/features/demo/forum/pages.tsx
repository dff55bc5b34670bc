import type { Child } from 'hono/jsx'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Document } from '../../../ui/document.tsx'
import { CastList } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { PageFrame } from '../../../ui/page-frame.ts'
import type { SignedIn } from './relying-party.ts'

export interface ForumFrame {
  readonly frame: PageFrame
  readonly t: Translate
}

function ForumPage({ frame, t, title, children }: ForumFrame & { title: string; children?: Child }) {
  return (
    <Document frame={frame} title={title} look="shop">
      <header class="shop-bar">
        <div class="wrap">
          <a class="shop-logo" href="/">
            {t('demo:forum.name')}
          </a>
        </div>
      </header>
      <main id="content" class="mx-auto w-full max-w-2xl px-4 py-10 md:py-14">
        <h1>{title}</h1>
        {children}
      </main>
    </Document>
  )
}

/** For people whom the forum does not know yet. */
export function ForumFront({ frame, t, isLoggedOut = false }: ForumFrame & { isLoggedOut?: boolean }) {
  return (
    <ForumPage frame={frame} t={t} title={t('demo:forum.title')}>
      {isLoggedOut && (
        <div class="mt-6 mb-5">
          <Notice tone="ok" role="status" title={t('demo:forum.loggedOut')} />
        </div>
      )}
      <p class="mt-3 max-w-prose">{t('demo:forum.intro')}</p>
      <p class="mt-6">
        <ButtonLink tone="primary" href="/signin" icon="log-in">
          {t('demo:forum.signIn')}
        </ButtonLink>
      </p>
      <p class="mt-8 max-w-prose text-muted">
        {t('demo:forum.trusted')}{' '}
        <a class="link" href="/signin?ask=1">
          {t('demo:forum.askFirst')}
        </a>
      </p>
    </ForumPage>
  )
}

/** What the forum knows of somebody who came in. */
export function ForumMember({ frame, t, member }: ForumFrame & { member: SignedIn }) {
  const { userinfo, idTokenClaims } = member
  const name = String(userinfo.name ?? userinfo.email ?? userinfo.sub)
  return (
    <ForumPage frame={frame} t={t} title={t('demo:forum.signedIn', { name })}>
      <div class="mt-6">
        <Notice tone="ok" title={t('demo:forum.verified')} />
      </div>
      <h2 class="mt-8">{t('demo:forum.claims')}</h2>
      <h3 class="mt-5 mb-2">{t('demo:forum.userinfo')}</h3>
      <CastList items={claimItems(userinfo)} />
      <h3 class="mt-6 mb-2">{t('demo:forum.idToken')}</h3>
      <CastList items={claimItems(idTokenClaims)} />
      <h2 class="mt-8">{t('demo:forum.logOutTitle')}</h2>
      <p class="mt-3 max-w-prose">
        {t('demo:forum.logOutText')}{' '}
        <a class="link" href={`${String(idTokenClaims.iss)}/account/`}>
          {t('demo:forum.account')}
        </a>
      </p>
      <form class="mt-4" method="post" action="/logout">
        <Button>{t('demo:forum.logOut')}</Button>
      </form>
    </ForumPage>
  )
}

/** The shop said no, or the answer was not to be trusted. */
export function ForumFailed({ frame, t, reason }: ForumFrame & { reason: string }) {
  return (
    <ForumPage frame={frame} t={t} title={t('demo:forum.failed')}>
      <p class="mt-3">{t('demo:forum.failedText', { reason })}</p>
      <p class="mt-6">
        <ButtonLink tone="primary" href="/signin">
          {t('demo:forum.again')}
        </ButtonLink>
      </p>
    </ForumPage>
  )
}

function claimItems(claims: Readonly<Record<string, unknown>>) {
  return Object.entries(claims).map(([label, value]) => ({
    label,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }))
}
