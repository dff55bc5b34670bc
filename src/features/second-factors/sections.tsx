import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { CODES } from '../../platform/factors/recovery-code.ts'
import { formatDay, formatInstant } from '../../platform/i18n/format.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Row, Rows } from '../../ui/lists.tsx'
import { IconMark, State } from '../../ui/tags.tsx'
import type { CustomerSession } from './deps.ts'
import { passkeyHost, SECURITY } from './scope.ts'
import type { SecondFactors } from './second-factors.ts'
import type { Passkey, RecoveryCodesLeft } from './types.ts'

/** Below this many codes it is time for new ones. */
const FEW = 3

type Deps = { readonly secondFactors: Pick<SecondFactors, 'of' | 'passkeys'> }

/** The passkeys of the account, for the security page; null where there are none to be had. */
export function passkeySection({ secondFactors }: Deps) {
  return async (request: FastifyRequest, { customer }: CustomerSession): Promise<Child | null> => {
    const { organizer, site, t } = request
    if (!organizer.settings.customer_accounts_passkeys) return null
    const rp = passkeyHost(request)
    const passkeys = await secondFactors.passkeys.list(organizer.id, customer.id)
    if (rp === null && passkeys.length === 0) return null
    const add = `${site.base}${SECURITY}/passkeys/add`
    return (
      <>
        <Rows>
          {passkeys.map((passkey) => (
            <PasskeyRow request={request} passkey={passkey} isHere={passkey.rpId === rp?.id} />
          ))}
          {passkeys.length === 0 && (
            <Row
              mark={<IconMark icon="fingerprint" />}
              title={t('secondFactors:passkey.none')}
              hint={t('secondFactors:passkey.noneHint')}
            />
          )}
        </Rows>
        {rp && (
          <p class="mt-3">
            <ButtonLink small icon="plus" href={add}>
              {t('secondFactors:passkey.add')}
            </ButtonLink>
          </p>
        )}
      </>
    )
  }
}

interface PasskeyRowProps {
  readonly request: FastifyRequest
  readonly passkey: Passkey
  readonly isHere: boolean
}

function PasskeyRow({ request, passkey: { id, name, transports, ...passkey }, isHere }: PasskeyRowProps) {
  const { site, t } = request
  const path = `${site.base}${SECURITY}/passkeys/${id}`
  const isKey = transports.length > 0 && transports.every((way) => ['usb', 'nfc', 'ble'].includes(way))
  return (
    <Row
      mark={<IconMark icon={isKey ? 'usb' : 'fingerprint'} />}
      title={t('secondFactors:passkey.row', { name })}
      hint={passkeyHint(request, passkey, isHere)}
    >
      <ButtonLink small tone="ghost" href={path}>
        {t('secondFactors:passkey.rename')} <span class="sr-only">{name}</span>
      </ButtonLink>
      <ButtonLink small tone="danger" href={`${path}/remove`}>
        {t('secondFactors:passkey.remove')} <span class="sr-only">{name}</span>
      </ButtonLink>
    </Row>
  )
}

/** "Added 2 June 2026, last used today" */
export function passkeyHint(
  { organizer, t, locale }: FastifyRequest,
  { createdAt, lastUsedAt, rpId }: Pick<Passkey, 'createdAt' | 'lastUsedAt' | 'rpId'>,
  isHere: boolean,
): string {
  const { timeZone } = organizer
  return [
    t('secondFactors:passkey.added', { day: formatDay(createdAt, locale, timeZone) }),
    lastUsedAt === null
      ? t('secondFactors:passkey.neverUsed')
      : t('secondFactors:passkey.lastUsed', { when: formatInstant(lastUsedAt, locale, timeZone) }),
    ...(isHere ? [] : [t('secondFactors:passkey.worksAt', { host: rpId })]),
  ].join(', ')
}

/** Authenticator app and recovery codes, for the security page; null where the organizer has no second step. */
export function secondStepSection({ secondFactors }: Deps) {
  return async (request: FastifyRequest, { customer }: CustomerSession): Promise<Child | null> => {
    const { organizer, site, t, locale } = request
    if (organizer.settings.customer_accounts_second_step === 'off') return null
    const { totpSince, codes, passkeys } = await secondFactors.of(organizer.id, customer.id)
    const isOn = totpSince !== null
    return (
      <Rows>
        <Row
          mark={<IconMark icon="smartphone" />}
          title={
            <>
              {t('secondFactors:totp.row')}{' '}
              {isOn && (
                <span class="ms-1 text-ui font-normal">
                  <State tone="ok">{t('secondFactors:totp.on')}</State>
                </span>
              )}
            </>
          }
          hint={
            isOn
              ? t('secondFactors:totp.onHint', { day: formatDay(totpSince, locale, organizer.timeZone) })
              : t('secondFactors:totp.offHint')
          }
        >
          <ButtonLink small href={`${site.base}${SECURITY}/totp`}>
            {t(isOn ? 'secondFactors:totp.turnOff' : 'secondFactors:totp.turnOn')}{' '}
            <span class="sr-only">{t('secondFactors:totp.row')}</span>
          </ButtonLink>
        </Row>
        {(isOn || passkeys.length > 0) && (
          <Row mark={<IconMark icon="life-buoy" />} title={t('secondFactors:codes.row')} hint={codesHint(codes, t)}>
            <ButtonLink
              small
              tone={codes.left < FEW ? 'primary' : 'plain'}
              href={`${site.base}${SECURITY}/recovery-codes`}
            >
              {t('secondFactors:codes.make')}
            </ButtonLink>
          </Row>
        )}
      </Rows>
    )
  }
}

/** How many codes are left, and what to do about it. */
export function codesHint({ left }: RecoveryCodesLeft, t: Translate): string {
  if (left === 0) return t('secondFactors:codes.noneLeft')
  return t(left < FEW ? 'secondFactors:codes.few' : 'secondFactors:codes.left', { left, all: CODES })
}
