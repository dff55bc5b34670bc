import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { SignInRecord } from '../rules/sign-ins.ts'
import { recordedDevice } from './device.ts'

interface UnfamiliarLoginProps {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly csrf: string
  readonly base: string
  readonly login: SignInRecord
}

/** Asks about a login from a place that was not seen before. */
export function UnfamiliarLogin({ t, locale, timeZone, csrf, base, login }: UnfamiliarLoginProps) {
  const when = formatInstant(login.at, locale, timeZone)
  return (
    <Notice
      class="mb-8"
      tone="warn"
      icon="log-in"
      title={t('accountSecurity:unfamiliar.title', { device: recordedDevice(login.device, t) })}
    >
      <p>{t('accountSecurity:unfamiliar.text', { when, network: login.network })}</p>
      <div class="mt-2 flex flex-wrap gap-2">
        <PostButton small post={{ action: `${base}/account/security/known`, csrf }}>
          {t('accountSecurity:unfamiliar.yes')}
        </PostButton>
        <ButtonLink small tone="danger" href={`${base}/account/security/lock`}>
          {t('accountSecurity:unfamiliar.no')}
        </ButtonLink>
      </div>
    </Notice>
  )
}
