import type { Child } from 'hono/jsx'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { IconMark } from '../../../ui/tags.tsx'
import type { SignInRecord } from '../rules/sign-ins.ts'
import type { UnfamiliarBrowser } from '../sign-ins.ts'
import { type DevicesProps, DevicesSection } from './devices.tsx'
import { SignInRows } from './sign-ins.tsx'
import { UnfamiliarLogin } from './unfamiliar.tsx'

export interface SecurityPageProps extends DevicesProps {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly csrf: string
  /** Before every path of this site. */
  readonly base: string
  /** Null where nobody logs in with a password. */
  readonly password: { readonly isSet: boolean; readonly setAt: number | null } | null
  readonly email: string
  /** How many. */
  readonly furtherEmails: number
  readonly unfamiliar: UnfamiliarBrowser | null
  readonly signIns: readonly SignInRecord[]
  readonly login: Child[]
  readonly secondStep: Child[]
  readonly more: Child[]
}

/** How somebody logs in, where, and what happened. */
export function SecurityPage(props: SecurityPageProps) {
  const { frame, t, base, unfamiliar, secondStep, more, signIns } = props
  const title = t('accountSecurity:page.title')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} />
      {unfamiliar && <UnfamiliarLogin {...props} browser={unfamiliar} />}
      <div class="grid gap-10">
        <LoginSection {...props} />
        {secondStep.length > 0 && <Section title={t('accountSecurity:page.secondStep')}>{secondStep}</Section>}
        <DevicesSection {...props} />
        {more}
        <Section title={t('accountSecurity:signIns.latest')}>
          <SignInRows {...props} records={signIns} />
          <p class="mt-2">
            <a class="link" href={`${base}/account/security/sign-ins`}>
              {t('accountSecurity:signIns.all')}
            </a>
          </p>
        </Section>
      </div>
    </AccountLayout>
  )
}

function LoginSection(props: SecurityPageProps) {
  const { t, base, email, furtherEmails, login } = props
  return (
    <Section title={t('accountSecurity:page.login')}>
      <Rows>
        <Row mark={<IconMark icon="mail" />} title={t('accountSecurity:email.row')} hint={email}>
          <ButtonLink small href={`${base}/account/change`}>
            {t('accountSecurity:email.change')} <span class="sr-only">{t('accountSecurity:email.row')}</span>
          </ButtonLink>
        </Row>
        <Row
          mark={<IconMark icon="mail-check" />}
          title={t('accountSecurity:emails.title')}
          hint={t('accountSecurity:emails.count', { count: furtherEmails })}
        >
          <ButtonLink small href={`${base}/account/emails`}>
            {t('accountSecurity:emails.manage')} <span class="sr-only">{t('accountSecurity:emails.title')}</span>
          </ButtonLink>
        </Row>
        <PasswordRow {...props} />
      </Rows>
      {login.map((part) => (
        <div class="border-t border-line-soft">{part}</div>
      ))}
    </Section>
  )
}

function PasswordRow({ t, locale, timeZone, base, password }: SecurityPageProps) {
  if (password === null) return null
  const { isSet, setAt } = password
  const hint = !isSet
    ? t('accountSecurity:password.none')
    : setAt === null
      ? t('accountSecurity:password.isSet')
      : t('accountSecurity:password.setOn', { day: formatDay(setAt, locale, timeZone) })
  return (
    <Row mark={<IconMark icon="lock-keyhole" />} title={t('accountSecurity:password.row')} hint={hint}>
      <ButtonLink small href={`${base}/account/password`}>
        {isSet ? t('accountSecurity:password.change') : t('accountSecurity:password.set')}{' '}
        <span class="sr-only">{t('accountSecurity:password.row')}</span>
      </ButtonLink>
    </Row>
  )
}
