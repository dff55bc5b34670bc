import { formatDay, languageName } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { type ShopFrame, ShopLayout } from '../../../ui/shop-layout.tsx'
import { IdTag } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'

interface AccountPageProps {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly locale: Locale
  readonly timeZone: string
  readonly customer: Customer
}

/** The first page of the account: who this is. */
export function AccountPage({ frame, t, locale, timeZone, customer }: AccountPageProps) {
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
