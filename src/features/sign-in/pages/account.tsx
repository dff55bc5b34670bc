import { formatDay, formatInstant, languageName } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { PostButton } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Facts, Row, Rows } from '../../../ui/lists.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'
import { Chip, IconMark, IdTag } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'
import { deviceOf } from '../rules/client-facts.ts'
import type { ListedSession } from '../types.ts'

interface AccountPageProps {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly csrf: string
  readonly customer: Customer
  readonly sessions: readonly ListedSession[]
  /** The session of this very browser. */
  readonly current: string
  readonly actions: { readonly endOne: string; readonly endOthers: string }
}

/** The first page of the account: who this is, and where somebody is logged in. */
export function AccountPage(props: AccountPageProps) {
  const { frame, t, locale, timeZone, customer } = props
  const title = customer.name === '' ? t('signIn:account.title') : t('signIn:account.welcome', { name: customer.name })
  return (
    <AccountLayout frame={frame} title={t('signIn:account.title')}>
      <PageHead title={title} meta={<PhoneIdTag id={customer.identifier} />} />
      <Section title={t('signIn:account.details')} hideTitle>
        <Facts
          ruled
          items={[
            { label: t('signIn:account.name'), value: customer.name || t('signIn:account.noName') },
            { label: t('signIn:account.email'), value: customer.email ?? '' },
            { label: t('signIn:account.since'), value: formatDay(customer.createdAt, locale, timeZone) },
            { label: t('signIn:account.locale'), value: languageName(customer.locale) },
          ]}
        />
      </Section>
      <SessionSection {...props} />
    </AccountLayout>
  )
}

/** Wide screens show the customer ID beside the navigation. */
function PhoneIdTag({ id }: { id: string }) {
  return (
    <span class="min-[60rem]:hidden">
      <IdTag id={id} large />
    </span>
  )
}

function SessionSection({ t, locale, timeZone, csrf, sessions, current, actions }: AccountPageProps) {
  const when = (instant: number) => formatInstant(instant, locale, timeZone)
  return (
    <Section title={t('signIn:account.sessions')} class="mt-10">
      <Rows class="mt-1">
        {sessions.map((session) => {
          const { isPhone } = deviceOf(session.userAgent)
          const isCurrent = session.id === current
          return (
            <Row
              mark={<IconMark icon={isPhone ? 'smartphone' : 'monitor'} />}
              title={
                <>
                  {deviceName(session.userAgent, t)}{' '}
                  {isCurrent && <Chip tone="touch">{t('signIn:account.thisDevice')}</Chip>}
                </>
              }
              hint={t('signIn:account.lastUsed', {
                since: when(session.createdAt),
                used: when(session.lastUsedAt),
                network: session.ipPrefix,
              })}
            >
              {!isCurrent && (
                <PostButton small post={{ action: actions.endOne, csrf }} fields={{ session: session.id }}>
                  {t('signIn:account.endOne')}
                </PostButton>
              )}
            </Row>
          )
        })}
      </Rows>
      {sessions.length > 1 && (
        <PostButton small tone="danger" post={{ action: actions.endOthers, csrf }} formClass="mt-3">
          {t('signIn:account.endOthers')}
        </PostButton>
      )}
    </Section>
  )
}

function deviceName(userAgent: string, t: Translate): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return t('signIn:account.device', { browser, system })
  return browser || system || t('signIn:account.unknownDevice')
}

interface LogoutPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly name: string
  readonly action: string
  readonly cancel: string
  readonly next: string | null
}

/** A link cannot log out; it asks first. */
export function LogoutPage({ frame, t, csrf, name, action, cancel, next }: LogoutPageProps) {
  return (
    <ShopLayout frame={frame} title={t('signIn:logout.title')} width="narrow">
      <DialogPage
        title={t('signIn:logout.title')}
        text={t('signIn:logout.text', { name })}
        post={{ action, csrf }}
        submit={t('signIn:logout.submit')}
        cancel={{ href: cancel, text: t('signIn:logout.cancel') }}
      >
        {next !== null && <input type="hidden" name="next" value={next} />}
      </DialogPage>
    </ShopLayout>
  )
}
