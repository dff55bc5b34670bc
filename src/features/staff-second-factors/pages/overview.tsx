import { formatDay, formatInstant } from '../../../platform/i18n/format.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { IconMark, State } from '../../../ui/tags.tsx'
import { isForced, type WhyForced } from '../rules/forced.ts'
import type { SettingsContext } from '../scope.ts'
import type { Device, Factors, RecoveryCodesLeft } from '../types.ts'
import { SettingsLayout } from './layout.tsx'

const PATH = '/control/settings/2fa/'
/** Below this many codes it is time for new ones. */
const FEW = 3

interface OverviewPageProps {
  readonly context: SettingsContext
  readonly factors: Factors
  readonly why: WhyForced
  /** The identity provider checked a second factor at this login. */
  readonly isUpstream: boolean
}

/** All second factors of a person, and what is asked of them. */
export function OverviewPage({ context, factors, why, isUpstream }: OverviewPageProps) {
  const { t } = context
  const { devices, codes } = factors
  const isOn = devices.length > 0
  return (
    <SettingsLayout context={context} title={t('staffFactors:page.title')} text={t('staffFactors:page.text')}>
      <div class="grid max-w-3xl gap-5">
        {isUpstream ? (
          <Notice tone="info" title={t('staffFactors:page.upstream')}>
            {t('staffFactors:page.upstreamText')}
          </Notice>
        ) : (
          isForced(why) && <Why context={context} why={why} isMet={isOn} />
        )}
        <p>
          <State tone={isOn ? 'ok' : 'off'}>{t(isOn ? 'staffFactors:page.on' : 'staffFactors:page.off')}</State>{' '}
          <span class="ms-2 text-muted">{t(isOn ? 'staffFactors:page.onText' : 'staffFactors:page.offText')}</span>
        </p>
        <section aria-labelledby="devices">
          <h2 id="devices" class="sr-only">
            {t('staffFactors:page.devices')}
          </h2>
          <Rows>
            {devices.map((device) => (
              <DeviceRow context={context} device={device} />
            ))}
            {!isOn && (
              <Row
                mark={<IconMark icon="shield" />}
                title={t('staffFactors:page.none')}
                hint={t('staffFactors:page.noneHint')}
              />
            )}
            {isOn && (
              <Row
                mark={<IconMark icon="life-buoy" />}
                title={t('staffFactors:page.codes')}
                hint={codesHint(context, codes)}
              >
                <ButtonLink small tone={codes.left < FEW ? 'primary' : 'plain'} href={`${PATH}regenemergency`}>
                  {t('staffFactors:page.makeCodes')}
                </ButtonLink>
              </Row>
            )}
          </Rows>
          <p class="mt-4">
            <ButtonLink tone={isOn ? 'plain' : 'primary'} icon="plus" href={`${PATH}add`}>
              {t('staffFactors:page.add')}
            </ButtonLink>
          </p>
        </section>
      </div>
    </SettingsLayout>
  )
}

/** Who asks for a second factor, each by name. */
function Why({ context, why, isMet }: { context: SettingsContext; why: WhyForced; isMet: boolean }) {
  const { t, instance } = context
  const reasons = [
    ...(why.installation ? [t('staffFactors:page.byInstallation', { instance })] : []),
    ...(why.administrators ? [t('staffFactors:page.byAdministrators', { instance })] : []),
    ...why.teams.map((team) => t('staffFactors:page.byTeam', { ...team })),
  ]
  const mayLeave = why.teams.length > 0 && !why.installation && !why.administrators
  return (
    <Notice
      tone={isMet ? 'info' : 'warn'}
      title={t(isMet ? 'staffFactors:page.required' : 'staffFactors:page.missing')}
    >
      {reasons.map((reason) => (
        <p>{reason}</p>
      ))}
      {mayLeave && !isMet && (
        <p class="mt-2">
          <a class="link" href={`${PATH}leaveteams`}>
            {t('staffFactors:page.leave')}
          </a>
        </p>
      )}
    </Notice>
  )
}

function DeviceRow({ context, device }: { context: SettingsContext; device: Device }) {
  const { t, locale, timeZone } = context
  const { type, id, name, isKey, createdAt, lastUsedAt } = device
  const kind = isKey ? 'key' : type
  const icon = { totp: 'smartphone', webauthn: 'fingerprint', key: 'usb' } as const
  const hint = [
    t(`staffFactors:page.${kind}`),
    t('staffFactors:page.added', { day: formatDay(createdAt, locale, timeZone) }),
    lastUsedAt === null
      ? t('staffFactors:page.neverUsed')
      : t('staffFactors:page.lastUsed', { when: formatInstant(lastUsedAt, locale, timeZone) }),
  ].join(', ')
  return (
    <Row mark={<IconMark icon={icon[kind]} />} title={name} hint={hint}>
      <ButtonLink small tone="ghost" href={`${PATH}${type}/${id}/rename`}>
        {t('staffFactors:page.rename')} <span class="sr-only">{name}</span>
      </ButtonLink>
      <ButtonLink small tone="danger" href={`${PATH}${type}/${id}/delete`}>
        {t('staffFactors:page.remove')} <span class="sr-only">{name}</span>
      </ButtonLink>
    </Row>
  )
}

function codesHint({ t, locale, timeZone }: SettingsContext, { left, madeAt }: RecoveryCodesLeft): string {
  if (left === 0 || madeAt === null) return t('staffFactors:page.codesNone')
  const day = formatDay(madeAt, locale, timeZone)
  return t(left < FEW ? 'staffFactors:page.codesFew' : 'staffFactors:page.codesLeft', { left, day })
}
