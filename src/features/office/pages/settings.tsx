import type { Message } from '../../../core/errors.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { LineTabs } from '../../../ui/list-page.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Organizer } from '../../organizers/index.ts'
import type { FormProblems } from '../forms.ts'
import type { SettingsValues } from '../settings-form.ts'
import type { CustomerCounts } from '../types.ts'
import { DomainsSection } from './domains-section.tsx'
import type { Office } from './organizers.tsx'
import { AccountsSection, LegalSection, NamesSection, OrganizerSection, SsoSection } from './settings-sections.tsx'

export interface SettingsPageProps {
  readonly office: Office
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  readonly action: string
  readonly organizer: Organizer
  readonly loginHref: string
  /** Address of the shop at the main host. */
  readonly shopUrl: string
  readonly counts: CustomerCounts
  /** How many apps log in with these accounts. */
  readonly clients: number
  readonly values: SettingsValues
  readonly problems: FormProblems
  readonly domain: string
  /** How many people saving would lock out; 0 asks nothing. */
  readonly lockOut: number
}

export function SettingsPage(props: SettingsPageProps) {
  const { office, t, locale, csrf, action, organizer, loginHref, shopUrl, counts, values, problems, lockOut } = props
  const error = (field: string): string | undefined => {
    const message: Message | undefined = problems[field]
    return message && say(t, message)
  }
  const errors = Object.keys(problems).map((field) => ({ field, message: error(field) }))
  const section = { t, locale, values, counts, clients: props.clients, error }
  return (
    <OfficeLayout {...office} title={t('office:settings.title')}>
      <PageHead
        title={t('office:settings.title')}
        actions={
          organizer.settings.customer_accounts && (
            <ButtonLink icon="external-link" href={loginHref}>
              {t('office:settings.seeLogin')}
            </ButtonLink>
          )
        }
      />
      <LineTabs
        label={t('office:settings.tabs')}
        tabs={[{ href: action, text: t('office:settings.general'), current: true }]}
        class="mb-6"
      />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-4xl" />}
      <Form action={action} csrf={csrf} class="max-w-4xl">
        {lockOut > 0 && (
          <>
            <Notice tone="warn" title={t('office:settings.lockTitle', { count: lockOut })} role="alert" class="mb-6">
              {t('office:settings.lockText')}
            </Notice>
            <input type="hidden" name="confirmed" value="lock-out" />
          </>
        )}
        <OrganizerSection {...section} />
        <AccountsSection {...section} />
        <NamesSection {...section} />
        <SsoSection {...section} />
        <LegalSection {...section} />
        <SaveBar
          submit={lockOut > 0 ? t('office:settings.lockSubmit', { count: lockOut }) : t('office:settings.save')}
          tone={lockOut > 0 ? 'danger-solid' : 'primary'}
          cancel={{ href: action, text: t('office:settings.discard') }}
        />
      </Form>
      <DomainsSection
        t={t}
        csrf={csrf}
        action={action}
        domains={organizer.domains}
        shopUrl={shopUrl}
        typed={props.domain}
        error={error('domain')}
      />
    </OfficeLayout>
  )
}
