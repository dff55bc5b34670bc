import type { Child } from 'hono/jsx'
import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { CheckboxField, SwitchField } from '../../../ui/choice-fields.tsx'
import { ConflictNotice } from '../../../ui/conflict-notice.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { EmailField, TextareaField, TextField } from '../../../ui/text-fields.tsx'
import { problemLines } from '../field-labels.ts'
import { LocaleField } from '../locale-field.tsx'
import { NameFields } from '../name-fields.tsx'
import { ProfileFields } from '../profile-fields.tsx'
import type { OwnedNotes } from '../types.ts'
import type { OfficeContext } from './context.ts'
import type { CustomerForm } from './form.ts'
import type { FormConflict } from './form-merge.ts'

export interface EditPageProps {
  readonly context: OfficeContext
  readonly title: string
  readonly form: CustomerForm
  readonly action: string
  readonly cancel: string
  readonly submit: string
  /** The customer ID can be chosen. */
  readonly isNew: boolean
  /** Fields that staff cannot change, and why. */
  readonly owned: OwnedNotes
  readonly problems: Readonly<Record<string, Message>>
  /** What somebody else saved in between. */
  readonly conflict?: EditConflict | undefined
}

export interface EditConflict {
  readonly conflicts: readonly FormConflict[]
  /** Who saved it, when it was one of the staff. */
  readonly who: string | null
}

export function EditPage(props: EditPageProps) {
  const { context, title, action, cancel, submit, problems } = props
  const { frame, crumbs, t, csrf } = context
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} />
      <div class="max-w-3xl">
        <Problems problems={problems} t={t} />
        <Form action={action} csrf={csrf}>
          <div class="mb-6 empty:hidden">
            <Conflict {...props} />
          </div>
          <input type="hidden" name="base" value={props.form.base} />
          <input type="hidden" name="modified_at" value={String(props.form.modified_at)} />
          <Person {...props} />
          <Contact {...props} />
          <Profile {...props} />
          <Account {...props} />
          <SaveBar submit={submit} cancel={{ href: cancel, text: t('customers:edit.discard') }} />
        </Form>
      </div>
    </OfficeLayout>
  )
}

function Problems({ problems, t }: { problems: EditPageProps['problems']; t: Translate }) {
  const errors = problemLines(problems, t)
  if (errors.length === 0) return null
  return <ErrorSummary title={t('customers:edit.problems', { count: errors.length })} errors={errors} class="mb-6" />
}

function Conflict({ conflict, context: { t } }: EditPageProps) {
  if (conflict === undefined) return null
  const { who, conflicts } = conflict
  return (
    <ConflictNotice
      title={who === null ? t('customers:edit.conflict') : t('customers:edit.conflictBy', { who })}
      text={t('customers:edit.conflictText')}
      conflicts={[...conflicts]}
      heads={{
        caption: t('customers:edit.conflictCaption'),
        field: t('customers:edit.conflictField'),
        theirs: t('customers:edit.conflictTheirs'),
        mine: t('customers:edit.conflictMine'),
      }}
    />
  )
}

function Person({ context: { t, organizer }, form, problems, isNew, owned }: EditPageProps) {
  return (
    <FormSection title={t('customers:edit.person')} hint={t('customers:edit.personHint')} first>
      <NameFields
        scheme={form.scheme}
        titles={organizer.settings.name_scheme_titles}
        values={form.name}
        problems={problems}
        required={false}
        owned={owned.get('name')}
        t={t}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          name="external_identifier"
          label={t('customers:field.external_identifier')}
          mark={t('ui:optional')}
          hint={t('customers:edit.externalHint')}
          value={form.external_identifier}
          error={saying(problems.external_identifier, t)}
        />
        <LocaleField label={t('customers:field.locale')} value={form.locale} owned={owned.get('locale')} />
      </div>
      {isNew && (
        <TextField
          name="identifier"
          label={t('customers:field.identifier')}
          mark={t('ui:optional')}
          hint={t('customers:edit.identifierHint')}
          value={form.identifier}
          error={saying(problems.identifier, t)}
          mono
        />
      )}
    </FormSection>
  )
}

function Contact({ context: { t, organizer }, form, problems, isNew, owned }: EditPageProps) {
  return (
    <FormSection title={t('customers:edit.contact')} hint={isNew ? undefined : t('customers:edit.contactHint')}>
      <EmailField
        name="email"
        label={t('customers:field.email')}
        value={form.email}
        autocomplete="off"
        required
        readonly={owned.has('email')}
        hint={owned.get('email')}
        error={saying(problems.email, t)}
      />
      <CheckboxField
        name="is_verified"
        label={t('customers:field.is_verified')}
        hint={t('customers:edit.verifiedHint')}
        checked={form.is_verified}
      />
      {isNew ? (
        organizer.settings.customer_accounts_native && (
          <CheckboxField
            name="send_activation"
            label={t('customers:create.send')}
            hint={t('customers:create.sendHint')}
            checked={form.send_activation}
          />
        )
      ) : owned.has('email') ? null : (
        <CheckboxField
          name="new_email_verified"
          label={t('customers:edit.newVerified')}
          hint={t('customers:edit.newVerifiedHint')}
          checked={form.new_email_verified}
        />
      )}
      <TextField
        name="phone"
        type="tel"
        label={t('customers:field.phone')}
        mark={t('ui:optional')}
        value={form.phone}
        autocomplete="off"
        readonly={owned.has('phone')}
        hint={owned.get('phone')}
        error={saying(problems.phone, t)}
      />
      <CheckboxField
        name="phone_verified"
        label={t('customers:field.phone_verified')}
        hint={t('customers:edit.phoneVerifiedHint')}
        checked={form.phone_verified}
      />
    </FormSection>
  )
}

function Profile({ context: { t, locale, organizer }, form, problems }: EditPageProps) {
  const fields = organizer.settings.customer_accounts_profile_fields
  if (fields.length === 0) return null
  return (
    <FormSection title={t('customers:edit.profile')} hint={t('customers:edit.profileHint')}>
      <ProfileFields fields={fields} values={form.profile} problems={problems} t={t} locale={locale} />
    </FormSection>
  )
}

function Account({ context: { t }, form, problems, isNew }: EditPageProps) {
  return (
    <FormSection title={t('customers:edit.account')}>
      <SwitchField
        name="is_active"
        label={t('customers:field.is_active')}
        hint={isNew ? undefined : t('customers:edit.activeHint')}
        checked={form.is_active}
      />
      <TextareaField
        name="notes"
        label={t('customers:field.notes')}
        mark={t('ui:optional')}
        hint={t('customers:edit.notesHint')}
        value={form.notes}
        rows={4}
        error={saying(problems.notes, t)}
      />
    </FormSection>
  )
}

function saying(problem: Message | undefined, t: Translate): Child | undefined {
  return problem && say(t, problem)
}
