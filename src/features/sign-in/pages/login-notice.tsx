import { say } from '../../../platform/i18n/i18n.ts'
import { PostButton } from '../../../ui/button.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import type { LoginNotice, LoginPageProps } from './login-props.ts'

/** First thing on the page after a login that was not granted. */
export function RefusalNotice({
  t,
  csrf,
  organizer,
  links,
  next,
  email,
  notice,
}: LoginPageProps & { notice: LoginNotice }) {
  switch (notice.kind) {
    case 'refused':
      return (
        <ErrorSummary
          class="mt-5"
          title={t('signIn:login.refused')}
          errors={[{ message: t('signIn:login.refusedHint') }]}
        />
      )
    case 'too_many':
      return <Notice class="mt-5" tone="bad" role="alert" icon="hourglass" title={say(t, notice.message)} />
    case 'disabled':
      return (
        <Notice class="mt-5" tone="bad" role="alert" icon="ban" title={t('signIn:login.disabled')}>
          <p>{t('signIn:login.disabledText', { organizer })}</p>
        </Notice>
      )
    case 'unverified':
      return (
        <Notice class="mt-5" tone="warn" role="alert" icon="mail-warning" title={t('signIn:login.unverified')}>
          <p class="mb-3">{t('signIn:login.unverifiedText')}</p>
          <PostButton small post={{ action: links.sendAgain, csrf }} fields={{ email, ...(next !== null && { next }) }}>
            {t('signIn:login.sendAgain')}
          </PostButton>
        </Notice>
      )
  }
}
