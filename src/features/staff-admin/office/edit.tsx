import type { FormProblems } from '../../../platform/http/form-fields.ts'
import { CheckboxField, SwitchField } from '../../../ui/choice-fields.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { EmailField, SelectField } from '../../../ui/text-fields.tsx'
import { timeZoneOptions } from '../../../ui/time-zones.ts'
import type { User } from '../../staff/index.ts'
import { NATIVE } from '../rules.ts'
import { type AdminContext, userName, userPath } from './context.ts'
import { errorOf, Problems } from './form-problems.tsx'
import { LanguageField, NameField } from './person-fields.tsx'

export interface EditForm {
  readonly email: string
  readonly fullname: string
  readonly locale: string
  readonly time_zone: string
  readonly is_admin: string
  readonly needs_password_change: string
}

export function formOf(user: User): EditForm {
  return {
    email: user.email,
    fullname: user.fullname,
    locale: user.locale,
    time_zone: user.timeZone,
    is_admin: user.isAdmin ? 'on' : '',
    needs_password_change: user.needsPasswordChange ? 'on' : '',
  }
}

interface EditPageProps {
  readonly context: AdminContext
  readonly user: User
  readonly form: EditForm
  readonly problems: FormProblems
}

export function EditPage({ context, user, form, problems }: EditPageProps) {
  const { frame, crumbs, t, csrf, backendName } = context
  const isNative = user.authBackend === NATIVE
  const title = t('staffAdmin:edit.title', { name: userName(user, t) })
  const error = (field: keyof EditForm) => errorOf(problems, field, t)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} />
      <div class="max-w-3xl">
        <Problems problems={problems} t={t} />
        <Form action={userPath(user, 'edit')} csrf={csrf}>
          <FormSection
            title={t('staffAdmin:edit.person')}
            hint={isNative ? undefined : t('staffAdmin:edit.personHint', { backend: backendName(user.authBackend) })}
            first
          >
            <NameField t={t} value={form.fullname} error={error('fullname')} />
            <EmailField
              name="email"
              label={t('staffAdmin:field.email')}
              hint={
                isNative
                  ? t('staffAdmin:edit.emailHint')
                  : t('staffAdmin:edit.foreignEmail', { backend: backendName(user.authBackend) })
              }
              value={form.email}
              readonly={!isNative}
              error={error('email')}
              autocomplete="off"
              required
            />
          </FormSection>
          <FormSection title={t('staffAdmin:edit.display')} columns={2}>
            <LanguageField t={t} value={form.locale} error={error('locale')} />
            <SelectField
              name="time_zone"
              label={t('staffAdmin:field.timeZone')}
              value={form.time_zone}
              error={error('time_zone')}
              options={timeZoneOptions(form.time_zone)}
            />
          </FormSection>
          <FormSection title={t('staffAdmin:edit.rights')}>
            <SwitchField
              name="is_admin"
              label={t('staffAdmin:field.admin')}
              hint={t('staffAdmin:edit.adminHint')}
              error={error('is_admin')}
              checked={form.is_admin !== ''}
            />
            {isNative && (
              <CheckboxField
                name="needs_password_change"
                label={t('staffAdmin:field.needsPasswordChange')}
                hint={t('staffAdmin:edit.passwordHint')}
                error={error('needs_password_change')}
                checked={form.needs_password_change !== ''}
              />
            )}
          </FormSection>
          <SaveBar submit={t('words:save')} cancel={{ href: userPath(user), text: t('words:cancel') }} />
        </Form>
      </div>
    </OfficeLayout>
  )
}
