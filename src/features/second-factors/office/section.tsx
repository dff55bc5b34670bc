import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { CODES } from '../../../platform/factors/recovery-code.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { MenuItem } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { IconMark } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'
import { officePath } from '../../office-access/index.ts'
import type { SecondFactors } from '../second-factors.ts'
import { passkeyHint } from '../sections.tsx'

type Deps = { readonly secondFactors: Pick<SecondFactors, 'of'> }

export function resetPath({ organizer }: FastifyRequest, { identifier }: Pick<Customer, 'identifier'>): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/second-step/reset`)
}

/** What a customer proves logins with, for the customer's page in the back office. No secrets. */
export function factorSection({ secondFactors }: Deps) {
  return async (request: FastifyRequest, customer: Customer): Promise<Child> => {
    const { organizer, t, locale } = request
    const { passkeys, totpSince, codes } = await secondFactors.of(organizer.id, customer.id)
    const isOn = totpSince !== null
    return Section({
      title: t('secondFactors:office.title'),
      children:
        !isOn && passkeys.length === 0 ? (
          <p class="text-muted">{t('secondFactors:office.none')}</p>
        ) : (
          <Rows>
            {passkeys.map((passkey) => (
              <Row
                mark={<IconMark icon="fingerprint" />}
                title={t('secondFactors:passkey.row', { name: passkey.name })}
                hint={passkeyHint(request, passkey, false)}
              />
            ))}
            {isOn && (
              <Row
                mark={<IconMark icon="smartphone" />}
                title={t('secondFactors:office.totp')}
                hint={t('secondFactors:office.since', { day: formatDay(totpSince, locale, organizer.timeZone) })}
              />
            )}
            <Row
              mark={<IconMark icon="life-buoy" />}
              title={t('secondFactors:office.codes')}
              hint={t('secondFactors:office.codesLeft', { left: codes.left, all: CODES })}
            />
          </Rows>
        ),
    })
  }
}

/** "Reset second step" in the menu of a customer's page; none where there is nothing to reset. */
export function resetAction({ secondFactors }: Deps) {
  return async (request: FastifyRequest, customer: Customer): Promise<MenuItem | null> => {
    const { passkeys, totpSince } = await secondFactors.of(request.organizer.id, customer.id)
    if (passkeys.length === 0 && totpSince === null) return null
    return { href: resetPath(request, customer), text: request.t('secondFactors:office.reset'), icon: 'shield' }
  }
}
