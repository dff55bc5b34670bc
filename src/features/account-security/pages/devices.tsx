import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { PostButton } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { Chip, IconMark } from '../../../ui/tags.tsx'
import { deviceName } from './device.ts'

/** A device that is logged in. Instants in ms. */
interface LoggedInDevice {
  readonly id: string
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly device: { readonly browser: string; readonly system: string; readonly isPhone: boolean }
  readonly ipPrefix: string
}

export interface DevicesProps {
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly csrf: string
  readonly base: string
  readonly devices: readonly LoggedInDevice[]
  /** The session of this very browser. */
  readonly current: string
}

/** Where somebody is logged in, and how each device is logged out. */
export function DevicesSection(props: DevicesProps) {
  const { t, csrf, base, devices } = props
  return (
    <Section title={t('accountSecurity:sessions.title')}>
      <Rows>
        {devices.map((device) => (
          <DeviceRow {...props} session={device} />
        ))}
      </Rows>
      <div class="mt-3 flex flex-wrap gap-2">
        {devices.length > 1 && (
          <PostButton small tone="danger" post={{ action: `${base}/account/sessions/end-others`, csrf }}>
            {t('accountSecurity:sessions.endOthers')}
          </PostButton>
        )}
        <PostButton small tone="ghost" post={{ action: `${base}/account/sessions/end-all`, csrf }}>
          {t('accountSecurity:sessions.endAll')}
        </PostButton>
      </div>
    </Section>
  )
}

function DeviceRow({ t, locale, timeZone, csrf, base, current, session }: DevicesProps & { session: LoggedInDevice }) {
  const { id, createdAt, lastUsedAt, device, ipPrefix } = session
  const when = (instant: number) => formatInstant(instant, locale, timeZone)
  const isCurrent = id === current
  const name = deviceName(device.browser, device.system, t)
  return (
    <Row
      mark={<IconMark icon={device.isPhone ? 'smartphone' : 'monitor'} />}
      title={
        <>
          {name} {isCurrent && <Chip tone="touch">{t('accountSecurity:sessions.thisDevice')}</Chip>}
        </>
      }
      hint={t('accountSecurity:sessions.lastUsed', {
        since: when(createdAt),
        used: when(lastUsedAt),
        network: ipPrefix,
      })}
    >
      {!isCurrent && (
        <PostButton small post={{ action: `${base}/account/sessions/end`, csrf }} fields={{ session: id }}>
          {t('accountSecurity:sessions.endOne')} <span class="sr-only">{name}</span>
        </PostButton>
      )}
    </Row>
  )
}
