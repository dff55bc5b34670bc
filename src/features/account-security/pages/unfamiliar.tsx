import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { UnfamiliarBrowser } from '../sign-ins.ts'
import { deviceName } from './device.ts'

interface UnfamiliarLoginProps {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly csrf: string
  readonly base: string
  readonly browser: UnfamiliarBrowser
}

/** Asks about a login from a browser that was not seen before. */
export function UnfamiliarLogin({ t, locale, timeZone, csrf, base, browser }: UnfamiliarLoginProps) {
  const { id, ipPrefix, createdAt } = browser
  const device = deviceName(browser.device.browser, browser.device.system, t)
  const when = formatInstant(createdAt, locale, timeZone)
  return (
    <Notice class="mb-8" tone="warn" icon="log-in" title={t('accountSecurity:unfamiliar.title', { device })}>
      <p>
        {ipPrefix === ''
          ? t('accountSecurity:unfamiliar.textNoNetwork', { when })
          : t('accountSecurity:unfamiliar.text', { when, network: ipPrefix })}
      </p>
      <div class="mt-2 flex flex-wrap gap-2">
        <PostButton small post={{ action: `${base}/account/security/known`, csrf }} fields={{ browser: id }}>
          {t('accountSecurity:unfamiliar.yes')}
        </PostButton>
        <ButtonLink small tone="danger" href={`${base}/account/security/lock`}>
          {t('accountSecurity:unfamiliar.no')}
        </ButtonLink>
      </div>
    </Notice>
  )
}
