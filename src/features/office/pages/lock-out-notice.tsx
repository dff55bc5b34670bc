import { formatList } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { Notice } from '../../../ui/notice.tsx'
import { amountParams } from '../amount.ts'
import type { LockOut } from '../lock-out.ts'

type LockOutNoticeProps = { t: Translate; locale: Locale; lockOut: LockOut }

/** Asks before a change takes the way in from people, and carries the answer. */
export function LockOutNotice({ t, locale, lockOut }: LockOutNoticeProps) {
  const { people, off, isWhole, canReset, token } = lockOut
  const ways = formatList(
    off.map((way) => t(`office:way.${way}`)),
    locale,
  )
  const text = isWhole ? t('office:settings.lockWhole') : t('office:settings.lockText', { ways, count: people.count })
  return (
    <>
      <Notice
        tone="warn"
        title={t('office:settings.lockTitle', amountParams(t, locale, people))}
        role="alert"
        class="mb-6"
      >
        {text} {!isWhole && canReset && t('office:settings.lockReset')}
      </Notice>
      <input type="hidden" name="confirmed" value={token} />
    </>
  )
}
