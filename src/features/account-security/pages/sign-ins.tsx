import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { IconMark } from '../../../ui/tags.tsx'
import type { SignInRecord } from '../rules/sign-ins.ts'
import { recordedDevice } from './device.ts'

const METHODS = ['pwd', 'otp', 'pop', 'sso'] as const
const REASONS = ['wrong_password', 'disabled', 'unverified'] as const

interface RowsProps {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly records: readonly SignInRecord[]
}

/** Logins and attempts, newest first. */
export function SignInRows({ t, locale, timeZone, records }: RowsProps) {
  if (records.length === 0) return <p class="text-muted">{t('accountSecurity:signIns.none')}</p>
  return (
    <Rows>
      {records.map((record) => {
        const { at, device, network, reason } = record
        const place = [formatInstant(at, locale, timeZone), recordedDevice(device, t), network]
        return (
          <Row
            mark={<IconMark icon={reason === null ? 'log-in' : 'ban'} />}
            title={whatHappened(record, t)}
            hint={place.filter(Boolean).join(', ')}
          />
        )
      })}
    </Rows>
  )
}

function whatHappened({ method, reason }: SignInRecord, t: Translate): string {
  if (reason !== null) {
    const known = REASONS.find((word) => word === reason)
    return known ? t(`accountSecurity:signIns.failed.${known}`) : t('accountSecurity:signIns.failed.other')
  }
  const known = METHODS.find((word) => word === method)
  return known ? t(`accountSecurity:signIns.method.${known}`) : t('accountSecurity:signIns.method.other')
}

interface SignInsPageProps extends RowsProps {
  readonly frame: AccountFrame
  readonly back: string
  readonly newest: string | undefined
  readonly older: string | undefined
}

export function SignInsPage(props: SignInsPageProps) {
  const { frame, t, back, newest, older } = props
  const title = t('accountSecurity:signIns.title')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t('accountSecurity:signIns.text')} />
      <SignInRows {...props} />
      <KeyPager
        summary={
          <a class="link" href={back}>
            {t('accountSecurity:signIns.back')}
          </a>
        }
        newer={newest}
        older={older}
        labels={frame.labels}
      />
    </AccountLayout>
  )
}
