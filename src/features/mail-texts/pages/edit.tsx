import type { Message } from '../../../core/errors.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, type Locale, say, type Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form, MoreFields, SaveBar } from '../../../ui/form.tsx'
import { LineTabs, type Tab } from '../../../ui/list-page.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import { TextareaField, TextField } from '../../../ui/text-fields.tsx'
import { MAX_SUBJECT } from '../rules/check.ts'
import type { LetterKind, MailText } from '../types.ts'
import type { Office } from './list.tsx'

export interface EditView {
  readonly locale: Locale
  readonly values: MailText
  /** The organizer has a text of its own in this language. */
  readonly isOwn: boolean
  /** The default stands in the fields, unsaved. */
  readonly isDefaultShown?: boolean
  /** A mail went to the person who asked for it. */
  readonly isTested?: boolean
  readonly problems?: Readonly<Record<string, Message>>
}

interface EditPageProps {
  readonly office: Office
  readonly t: Translate
  readonly csrf: string
  readonly tabs: { label: string; tabs: Tab[] }
  readonly title: string
  readonly action: string
  readonly carries: LetterKind['carries']
  readonly placeholders: readonly { word: string; value: string }[]
  /** Where a test mail goes. */
  readonly email: string
  readonly view: EditView
}

export function EditPage({ office, t, csrf, tabs, title, action, carries, placeholders, email, view }: EditPageProps) {
  const { locale, values, isOwn, problems = {} } = view
  const language = languageName(locale)
  const error = (field: string) => problems[field] && say(t, problems[field])
  const errors = Object.keys(problems).map((field) => ({
    field: field === 'test' ? 'subject' : field,
    message: error(field),
  }))
  return (
    <OfficeLayout {...office} title={title}>
      <PageHead
        title={title}
        meta={<State tone={isOwn ? 'ok' : 'off'}>{t(isOwn ? 'mailTexts:pages.own' : 'mailTexts:pages.default')}</State>}
      />
      <LineTabs {...tabs} class="mb-6" />
      <LineTabs
        label={t('mailTexts:pages.languages')}
        tabs={LOCALES.map((one) => ({
          href: `${action}?language=${one}`,
          text: languageName(one),
          current: one === locale,
        }))}
        class="mb-6"
      />
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-4xl" />}
      <Notices t={t} view={view} email={email} />
      <Form action={action} csrf={csrf} class="grid max-w-4xl gap-4">
        <input type="hidden" name="language" value={locale} />
        <TextField
          name="subject"
          label={t('mailTexts:pages.subject')}
          value={values.subject}
          error={error('subject')}
          maxlength={MAX_SUBJECT}
        />
        <TextareaField
          name="body"
          label={t('mailTexts:pages.body')}
          value={values.body}
          error={error('body')}
          hint={t(`mailTexts:pages.hint.${carries}`)}
          rows={16}
        />
        <MoreFields title={t('mailTexts:pages.placeholders')} open>
          <Facts items={placeholders.map(({ word, value }) => ({ label: `{${word}}`, value }))} columns={2} />
        </MoreFields>
        <p class="flex flex-wrap gap-2">
          <Button icon="eye" formaction={`${action}/preview`} formtarget="mail-preview" name="part" value="html">
            {t('mailTexts:pages.preview')}
          </Button>
          <Button formaction={`${action}/preview`} formtarget="mail-preview" name="part" value="text">
            {t('mailTexts:pages.previewText')}
          </Button>
          <Button icon="mail" formaction={`${action}/test`}>
            {t('mailTexts:pages.test')}
          </Button>
        </p>
        <SaveBar
          submit={t('mailTexts:pages.save', { language })}
          cancel={{ href: `${action}?language=${locale}`, text: t('mailTexts:pages.discard') }}
        >
          {isOwn && (
            <ButtonLink tone="ghost" icon="rotate-cw" href={`${action}?language=${locale}&text=default`}>
              {t('mailTexts:pages.toDefault')}
            </ButtonLink>
          )}
        </SaveBar>
      </Form>
      <Section title={t('mailTexts:pages.preview')} text={t('mailTexts:pages.previewHint')} class="mt-8 max-w-4xl">
        <iframe
          class="h-[46rem] w-full rounded-lg border border-line"
          name="mail-preview"
          title={t('mailTexts:pages.frame', { language })}
          src={`${action}/preview?language=${locale}${view.isDefaultShown ? '&text=default' : ''}`}
          sandbox=""
        />
      </Section>
    </OfficeLayout>
  )
}

function Notices({ t, view, email }: { t: Translate; view: EditView; email: string }) {
  return (
    <>
      {view.isDefaultShown && (
        <Notice tone="info" title={t('mailTexts:pages.defaultShown')} class="mb-6 max-w-4xl">
          {t('mailTexts:pages.defaultShownText')}
        </Notice>
      )}
      {view.isTested && (
        <Notice tone="ok" title={t('mailTexts:pages.tested', { email })} role="status" class="mb-6 max-w-4xl">
          {t('mailTexts:pages.testedText')}
        </Notice>
      )}
    </>
  )
}
