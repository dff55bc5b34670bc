import type { Child } from 'hono/jsx'
import type { Message } from '../../../core/errors.ts'
import { say, type TextKey } from '../../../platform/i18n/i18n.ts'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { ConflictNotice } from '../../../ui/conflict-notice.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import { NameFields } from '../../customers/index.ts'
import type { MembershipType } from '../types.ts'
import type { Merged, Shown } from './conflict.ts'
import type { OfficeContext } from './context.ts'
import type { MembershipForm } from './membership-form.ts'

export interface MembershipPageProps {
  readonly context: OfficeContext
  readonly title: string
  readonly form: MembershipForm
  /** What the form showed before anybody typed. */
  readonly shown: Shown
  readonly types: readonly MembershipType[]
  readonly problems: Readonly<Record<string, Message>>
  /** What somebody else saved in between; null when nobody did. */
  readonly conflict: Pick<Merged, 'conflicts' | 'taken'> | null
  readonly action: string
  readonly cancel: string
  readonly submit: string
  readonly isNew: boolean
  /** Below the title, and beside it. */
  readonly meta?: Child
  readonly actions?: Child
  /** Below the form. */
  readonly usages?: Child
}

/** A membership that is granted or changed. */
export function MembershipPage(props: MembershipPageProps) {
  const { context, title, action, cancel, submit, shown, form, meta, actions, usages } = props
  const { frame, crumbs, t, csrf } = context
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} meta={meta} actions={actions} />
      <div class="grid max-w-3xl gap-10">
        <div>
          <Problems {...props} />
          <Form action={action} csrf={csrf}>
            <input type="hidden" name="modified_at" value={String(form.modified_at)} />
            {Object.entries(shown).map(([name, value]) => (
              <input type="hidden" name={`was-${name}`} value={value} />
            ))}
            <ConflictPart {...props} />
            <What {...props} />
            <When {...props} />
            <Who {...props} />
            <SaveBar submit={submit} cancel={{ href: cancel, text: t('memberships:office.discard') }} />
          </Form>
        </div>
        {usages !== undefined && <Section title={t('memberships:office.usages')}>{usages}</Section>}
      </div>
    </OfficeLayout>
  )
}

function Problems({ problems, context: { t } }: MembershipPageProps) {
  const errors = Object.entries(problems).map(([field, message]) => {
    const key = Object.hasOwn(LABELS, field) ? `memberships:field.${field}` : `customers:part.${field}`
    return { field, message: `${t(key as TextKey)}: ${say(t, message)}` }
  })
  if (errors.length === 0) return null
  return (
    <ErrorSummary title={t('memberships:office.problems', { count: errors.length })} errors={errors} class="mb-6" />
  )
}

const LABELS = { membership_type: true, date_start: true, date_end: true, attendee_name_parts: true }

function ConflictPart({ conflict, context: { t } }: MembershipPageProps) {
  if (conflict === null) return null
  const { conflicts, taken } = conflict
  const title = t('memberships:office.conflict')
  const values = taken.join('; ')
  return (
    <div class="mb-6">
      {conflicts.length > 0 && (
        <ConflictNotice
          title={title}
          text={t('memberships:office.conflictText')}
          conflicts={conflicts}
          heads={{
            caption: t('memberships:office.conflictCaption'),
            field: t('memberships:office.conflictField'),
            theirs: t('memberships:office.conflictTheirs'),
            mine: t('memberships:office.conflictMine'),
          }}
        />
      )}
      {(taken.length > 0 || conflicts.length === 0) && (
        <Notice
          tone="warn"
          icon="git-compare-arrows"
          role="alert"
          title={conflicts.length > 0 ? t('memberships:office.conflictMore') : title}
          class="mt-4"
        >
          {t('memberships:office.conflictTaken', { values: values || t('words:none') })}
        </Notice>
      )}
    </div>
  )
}

function What({ context: { t, typeName }, form, types, problems, isNew }: MembershipPageProps) {
  const known = types.map((type) => ({ value: type.id, label: typeName(type) }))
  return (
    <FormSection title={t('memberships:office.what')} first>
      <SelectField
        name="membership_type"
        label={t('memberships:field.membership_type')}
        value={form.membership_type}
        options={isNew ? [{ value: '', label: t('memberships:office.chooseType') }, ...known] : known}
        error={problems.membership_type && say(t, problems.membership_type)}
      />
      {isNew && (
        <CheckboxField
          name="testmode"
          label={t('memberships:field.testmode')}
          hint={t('memberships:office.testHint')}
          checked={form.testmode}
        />
      )}
    </FormSection>
  )
}

function When({ context: { t, organizer }, form, problems }: MembershipPageProps) {
  const hint = t('memberships:office.whenHint', { zone: organizer.timeZone })
  return (
    <FormSection title={t('memberships:office.when')} hint={hint} columns={2}>
      {(['date_start', 'date_end'] as const).map((name) => (
        <TextField
          name={name}
          type="datetime-local"
          label={t(`memberships:field.${name}`)}
          value={form[name]}
          error={problems[name] && say(t, problems[name])}
          required
        />
      ))}
    </FormSection>
  )
}

function Who({ context: { t, organizer }, form, problems }: MembershipPageProps) {
  return (
    <FormSection title={t('memberships:office.who')} hint={t('memberships:office.whoHint')}>
      <NameFields
        scheme={form.scheme}
        titles={organizer.settings.name_scheme_titles}
        values={form.name}
        problems={problems}
        required={false}
        t={t}
      />
    </FormSection>
  )
}
