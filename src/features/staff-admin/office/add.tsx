import type { FormProblems } from '../../../platform/http/form-fields.ts'
import { RadioField, SwitchField } from '../../../ui/choice-fields.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { LineTabs } from '../../../ui/list-page.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { EmailField, PasswordField, TextField } from '../../../ui/text-fields.tsx'
import { NATIVE } from '../rules.ts'
import { type AdminContext, USERS_PATH } from './context.ts'
import { errorOf, Problems } from './form-problems.tsx'
import { LanguageField, NameField } from './person-fields.tsx'

export const ADD_FIELDS = ['identifier', 'email', 'fullname', 'locale', 'is_admin', 'first', 'password'] as const

export type AddForm = Readonly<Record<(typeof ADD_FIELDS)[number], string>>

interface AddPageProps {
  readonly context: AdminContext
  /** Who will log the person in. */
  readonly backend: string
  /** Identifiers of the backends that the configuration names. */
  readonly targets: readonly string[]
  readonly form: AddForm
  readonly problems: FormProblems
}

export function AddPage({ context, backend, targets, form, problems }: AddPageProps) {
  const { frame, crumbs, t, csrf, backendName } = context
  const title = t('staffAdmin:add.title')
  const isNative = backend === NATIVE
  const error = (field: keyof AddForm) => errorOf(problems, field, t)
  const address = (identifier: string) => `${USERS_PATH}add?backend=${encodeURIComponent(identifier)}`
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} />
      {targets.length > 1 && (
        <LineTabs
          class="mb-6"
          label={t('staffAdmin:field.backend')}
          tabs={targets.map((target) => ({
            href: address(target),
            text: backendName(target),
            current: target === backend,
          }))}
        />
      )}
      <div class="max-w-3xl">
        {!isNative && (
          <Notice class="mb-6" tone="info" title={t('staffAdmin:add.firstLogin', { backend: backendName(backend) })}>
            <p>{t('staffAdmin:add.firstLoginText')}</p>
          </Notice>
        )}
        <Problems problems={problems} t={t} />
        <Form action={address(backend)} csrf={csrf}>
          <FormSection title={t('staffAdmin:edit.person')} first>
            {!isNative && (
              <TextField
                name="identifier"
                label={t('staffAdmin:field.identifier')}
                hint={t('staffAdmin:move.identifierHint')}
                value={form.identifier}
                error={error('identifier')}
                autocomplete="off"
                required
                mono
              />
            )}
            <EmailField
              name="email"
              label={t('staffAdmin:field.email')}
              value={form.email}
              error={error('email')}
              autocomplete="off"
              required
            />
            <NameField t={t} value={form.fullname} error={error('fullname')} />
            <LanguageField t={t} value={form.locale} error={error('locale')} />
          </FormSection>
          {isNative && (
            <FormSection title={t('staffAdmin:field.password')}>
              <RadioField
                name="first"
                label={t('staffAdmin:add.first')}
                hideLabel
                value={form.first === 'password' ? 'password' : 'link'}
                options={[
                  { value: 'link', label: t('staffAdmin:add.link'), hint: t('staffAdmin:add.linkHint') },
                  { value: 'password', label: t('staffAdmin:add.password'), hint: t('staffAdmin:add.passwordHint') },
                ]}
              />
              <PasswordField
                name="password"
                label={t('staffAdmin:add.passwordField')}
                mark={t('ui:optional')}
                error={error('password')}
                autocomplete="new-password"
              />
            </FormSection>
          )}
          <FormSection title={t('staffAdmin:edit.rights')}>
            <SwitchField
              name="is_admin"
              label={t('staffAdmin:field.admin')}
              hint={t('staffAdmin:edit.adminHint')}
              checked={form.is_admin !== ''}
            />
          </FormSection>
          <SaveBar submit={t('staffAdmin:add.submit')} cancel={{ href: USERS_PATH, text: t('words:cancel') }} />
        </Form>
      </div>
    </OfficeLayout>
  )
}
