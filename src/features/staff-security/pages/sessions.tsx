import { deviceOf } from '../../../platform/devices/device.ts'
import { PostButton } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Chip, IconMark } from '../../../ui/tags.tsx'
import type { StaffSession } from '../../staff/index.ts'
import type { OwnPage } from '../context.ts'
import { deviceName } from '../device-name.ts'
import { OwnAccountFrame } from './frame.tsx'

export const SESSIONS_PATH = '/control/settings/sessions/'
/** Instead of one session: all but this one. */
export const OTHERS = 'others'

interface SessionsPageProps {
  readonly page: OwnPage
  readonly sessions: readonly StaffSession[]
  /** `idHash` of the session of this very browser. */
  readonly current: string
  /** Name of a backend. */
  readonly backendName: (identifier: string) => string
}

/** Where the person is logged in, and how each place is logged out. */
export function SessionsPage({ page, sessions, current, backendName }: SessionsPageProps) {
  const { t, csrf } = page
  const own = sessions.filter(({ idHash }) => idHash === current)
  const others = sessions.filter(({ idHash }) => idHash !== current)
  return (
    <OwnAccountFrame
      page={page}
      text={t(page.isNative ? 'staffSecurity:sessions.text' : 'staffSecurity:sessions.textForeign')}
    >
      <Rows>
        {[...own, ...others].map((session) => (
          <SessionRow page={page} session={session} isCurrent={session.idHash === current} backendName={backendName} />
        ))}
      </Rows>
      {others.length > 0 && (
        <div class="mt-3">
          <PostButton small tone="danger" post={{ action: SESSIONS_PATH, csrf }} fields={{ session: OTHERS }}>
            {t('staffSecurity:sessions.endOthers', { count: others.length })}
          </PostButton>
        </div>
      )}
    </OwnAccountFrame>
  )
}

interface SessionRowProps extends Pick<SessionsPageProps, 'page' | 'backendName'> {
  readonly session: StaffSession
  readonly isCurrent: boolean
}

function SessionRow({ page: { t, csrf, instant }, session, isCurrent, backendName }: SessionRowProps) {
  const { idHash, userAgent, ipPrefix, authBackend, secondFactor, createdAt, lastUsedAt, isLong } = session
  const device = deviceOf(userAgent)
  const name = deviceName(device, t)
  const way = t(`staffSecurity:sessions.way.${secondFactor ?? 'one'}`, { backend: backendName(authBackend) })
  return (
    <Row
      mark={<IconMark icon={device.isPhone ? 'smartphone' : 'monitor'} />}
      title={
        <>
          {name} {isCurrent && <Chip tone="touch">{t('staffSecurity:sessions.current')}</Chip>}
          {isLong && <Chip>{t('staffSecurity:sessions.long')}</Chip>}
        </>
      }
      hint={
        <>
          {way}
          <br />
          {t('staffSecurity:sessions.used', {
            since: instant(createdAt),
            used: instant(lastUsedAt),
            network: ipPrefix,
          })}
        </>
      }
    >
      {!isCurrent && (
        <PostButton small post={{ action: SESSIONS_PATH, csrf }} fields={{ session: idHash }}>
          {t('staffSecurity:sessions.end')} <span class="sr-only">{name}</span>
        </PostButton>
      )}
    </Row>
  )
}
