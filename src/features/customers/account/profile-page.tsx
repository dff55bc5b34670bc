import type { Message } from '../../../core/errors.ts'
import { type Locale, say, type Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { EmailField, TextField } from '../../../ui/text-fields.tsx'
import type { Organizer } from '../../organizers/index.ts'
import { problemLines } from '../field-labels.ts'
import { LocaleField } from '../locale-field.tsx'
import { NameFields } from '../name-fields.tsx'
import { ProfileFields } from '../profile-fields.tsx'
import type { Customer, OwnedNotes } from '../types.ts'
import type { ProfileForm } from './profile-form.ts'

export interface ProfilePageProps {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  readonly action: string
  /** Where the address is changed. */
  readonly changeEmail: string
  readonly organizer: Organizer
  readonly customer: Customer
  readonly form: ProfileForm
  /** Fields that the person cannot change, and why. */
  readonly owned: OwnedNotes
  readonly problems: Readonly<Record<string, Message>>
}

/** The person's own data, to be changed by the person. */
export function ProfilePage(props: ProfilePageProps) {
  const { frame, t, csrf, action, organizer, problems } = props
  const title = t('customers:own.title')
  const errors = problemLines(problems, t)
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t('customers:own.text', { organizer: organizer.name })} />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />}
      <Form action={action} csrf={csrf} class="grid max-w-2xl grid-cols-1 gap-10">
        <Person {...props} />
        <Optional {...props} />
        <div>
          <Button tone="primary">{t('customers:own.save')}</Button>
        </div>
      </Form>
    </AccountLayout>
  )
}

function Person({ t, changeEmail, organizer, customer, form, owned, problems }: ProfilePageProps) {
  return (
    <Section title={t('customers:own.person')} hideTitle>
      <div class="grid gap-4">
        <NameFields
          scheme={form.scheme}
          titles={organizer.settings.name_scheme_titles}
          values={form.name}
          problems={problems}
          required
          owned={owned.get('name')}
          t={t}
        />
        <EmailField
          name="email"
          label={t('customers:field.email')}
          value={customer.email ?? ''}
          hint={
            owned.get('email') ?? (
              <>
                {t('customers:own.emailHint')}{' '}
                <a class="link" href={changeEmail}>
                  {t('customers:own.emailChange')}
                </a>
              </>
            )
          }
          readonly
        />
        <TextField
          name="phone"
          type="tel"
          label={t('customers:field.phone')}
          mark={t('ui:optional')}
          value={form.phone}
          autocomplete="tel"
          hint={owned.get('phone') ?? (customer.isPhoneVerified ? t('customers:own.phoneHint') : undefined)}
          readonly={owned.has('phone')}
          error={problems.phone && say(t, problems.phone)}
        />
        <LocaleField
          label={t('customers:own.locale')}
          value={form.locale}
          owned={owned.get('locale')}
          error={problems.locale && say(t, problems.locale)}
        />
      </div>
    </Section>
  )
}

function Optional({ t, locale, organizer, form, problems }: ProfilePageProps) {
  const fields = organizer.settings.customer_accounts_profile_fields
  if (fields.length === 0) return null
  return (
    <Section title={t('customers:own.more')} text={t('customers:own.moreText')}>
      <ProfileFields fields={fields} values={form.profile} problems={problems} t={t} locale={locale} own />
    </Section>
  )
}
