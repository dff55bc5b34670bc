import type { Child } from 'hono/jsx'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { OwnAccountNav } from '../../../ui/own-account-nav.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { FieldErrors } from '../forms.ts'
import type { SettingsContext } from '../scope.ts'

interface SettingsLayoutProps {
  readonly context: SettingsContext
  readonly title: string
  readonly text?: string | undefined
  readonly scripts?: string[] | undefined
  /** False for pages that ask or show one thing only. */
  readonly hasHead?: boolean | undefined
  readonly children?: Child
}

/** A page of one's own second factors. */
export function SettingsLayout({ context, title, text, scripts, hasHead = true, children }: SettingsLayoutProps) {
  const { office, t, hasPassword } = context
  return (
    <OfficeLayout {...office} title={title} scripts={scripts}>
      {hasHead && <PageHead title={title} text={text} />}
      {hasHead && <OwnAccountNav t={t} active="secondFactor" hasPassword={hasPassword} />}
      {children}
    </OfficeLayout>
  )
}

interface QuestionPageProps {
  readonly context: SettingsContext
  readonly title: string
  readonly text?: string | undefined
  readonly consequences: Child[]
  readonly action: string
  readonly submit: string
  readonly tone?: 'primary' | 'danger-solid' | undefined
}

/** Asks before something is removed or replaced. */
export function QuestionPage(props: QuestionPageProps) {
  const { context, title, text, consequences, action, submit, tone = 'danger-solid' } = props
  return (
    <SettingsLayout context={context} title={title} hasHead={false}>
      <DialogPage
        title={title}
        text={text}
        consequences={consequences}
        post={{ action, csrf: context.csrf }}
        submit={submit}
        tone={tone}
        cancel={context.cancel}
      />
    </SettingsLayout>
  )
}

/** What is wrong, above a form. @param labels of the fields */
export function Problems({ t, errors, labels }: { t: Translate; errors: FieldErrors; labels: Record<string, string> }) {
  const list = Object.entries(errors).map(([field, { key, params }]) => ({
    field,
    message: `${labels[field] ?? field}: ${t(key, params)}`,
  }))
  if (list.length === 0) return null
  return (
    <ErrorSummary
      class="mb-5 max-w-3xl"
      title={t('staffFactors:device.problems', { count: list.length })}
      errors={list}
    />
  )
}

export function SubmitOrCancel({ context, submit }: { context: SettingsContext; submit: string }) {
  return (
    <div class="flex flex-wrap gap-2">
      <Button tone="primary">{submit}</Button>
      <ButtonLink tone="ghost" href={context.cancel.href}>
        {context.cancel.text}
      </ButtonLink>
    </div>
  )
}
