import type { Child } from 'hono/jsx'
import type { Message } from '../../../core/errors.ts'
import type { FormProblems } from '../../../platform/http/form-fields.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { anchorId } from '../../../ui/field.tsx'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { LineTabs, type Tab } from '../../../ui/list-page.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Chip } from '../../../ui/tags.tsx'
import type { Organizer } from '../../organizers/index.ts'
import type { AffectedCounts } from '../affected.ts'
import { amountParams } from '../amount.ts'
import type { LockOut } from '../lock-out.ts'
import type { SettingsValues } from '../settings-form.ts'
import { AccountSections } from './account-sections.tsx'
import { DomainsSection } from './domains-section.tsx'
import { LockOutNotice } from './lock-out-notice.tsx'
import { LogoSection } from './logo-section.tsx'
import type { Office } from './organizers.tsx'
import { LegalSection, OrganizerSection, SsoSection } from './settings-sections.tsx'

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
  readonly tabs: { label: string; tabs: Tab[] }
  readonly counts: AffectedCounts
  /** How many apps log in with these accounts. */
  readonly clients: number
  readonly values: SettingsValues
  readonly problems: FormProblems
  readonly domain: string
  /** Address of the logo; null without one. */
  readonly logo: string | null
  /** Whom saving would lock out. */
  readonly lockOut: LockOut | undefined
  /** Fields that are not saved yet; told only once a save did not go through. */
  readonly changed: ReadonlySet<string>
}

export function SettingsPage(props: SettingsPageProps) {
  const { office, t, locale, csrf, action, organizer, loginHref, shopUrl, counts, values, problems, lockOut, changed } =
    props
  const error = (field: string): string | undefined => {
    const message: Message | undefined = problems[field]
    return message && say(t, message)
  }
  const errors = Object.keys(problems).map((field) => ({ field, message: error(field) }))
  const label = (field: string, text: string): Child =>
    changed.has(field) ? (
      <>
        {text} <Chip tone="warn">{t('office:settings.changed')}</Chip>
      </>
    ) : (
      text
    )
  const section = { t, locale, values, counts, clients: props.clients, label, error }
  const people = lockOut && amountParams(t, locale, lockOut.people)
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
      <LineTabs {...props.tabs} class="mb-4" />
      <OnThisPage t={t} />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-4xl" />}
      <Form action={action} csrf={csrf} class="max-w-4xl">
        {lockOut && <LockOutNotice t={t} locale={locale} lockOut={lockOut} />}
        <OrganizerSection {...section} />
        <AccountSections {...section} />
        <SsoSection {...section} />
        <LegalSection {...section} />
        <SaveBar
          submit={people ? t('office:settings.lockSubmit', people) : t('office:settings.save')}
          tone={people ? 'danger-solid' : 'primary'}
          note={changed.size > 0 ? t('office:settings.changes', { count: changed.size }) : undefined}
          cancel={{ href: action, text: t('office:settings.discard') }}
        />
      </Form>
      <LogoSection
        t={t}
        csrf={csrf}
        action={`${action}/logo`}
        name={organizer.name}
        logo={props.logo}
        error={error('logo')}
      />
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

/** The way to the parts of a long page. */
function OnThisPage({ t }: { t: Translate }) {
  const titles = [
    t('office:settings.organizer'),
    t('office:settings.accounts'),
    t('office:settings.sso'),
    t('office:settings.legal'),
    t('office:settings.logo'),
    t('office:settings.domains'),
  ]
  return (
    <nav class="mb-6 flex flex-wrap gap-x-5 gap-y-1" aria-label={t('office:settings.onThisPage')}>
      {titles.map((title) => (
        <a class="link" href={`#${anchorId(`section ${title}`)}`}>
          {title}
        </a>
      ))}
    </nav>
  )
}
