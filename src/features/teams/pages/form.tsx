import type { InvalidInput } from '../../../core/errors.ts'
import type { Permission } from '../../../core/permissions.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { CheckboxField, RadioField, SwitchField } from '../../../ui/choice-fields.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import type { TeamFormValues } from '../forms.ts'
import { NAME_MAX_LENGTH } from '../rules.ts'
import type { Reach } from '../types.ts'
import type { PageContext } from './context.ts'

interface FormPageProps {
  readonly context: PageContext
  readonly title: string
  readonly text?: string | undefined
  readonly action: string
  readonly submit: string
  readonly back: string
  readonly values: TeamFormValues
  readonly reach: Reach
  readonly wrong: InvalidInput | undefined
}

export function FormPage({ context, title, text, action, submit, back, values, reach, wrong }: FormPageProps) {
  const { frame, crumbs, t, csrf } = context
  const error = (field: string) => {
    const message = wrong?.fields[field]
    return message && say(t, message)
  }
  const errors = Object.entries(wrong?.fields ?? {}).map(([field, message]) => ({ field, message: say(t, message) }))
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={text} />
      {wrong && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-3xl" />}
      <Form action={action} csrf={csrf} class="max-w-3xl">
        <FormSection title={t('teams:form.general')} first>
          <TextField
            name="name"
            label={t('teams:field.name')}
            value={values.name}
            error={error('name')}
            maxlength={NAME_MAX_LENGTH}
            autocomplete="off"
            required
          />
          <SwitchField
            name="requires"
            label={t('teams:field.requires')}
            hint={t('teams:field.requiresHint')}
            checked={values.requires}
          />
        </FormSection>
        <Rights context={context} values={values} reach={reach} error={error('scope')} />
        <SaveBar submit={submit} cancel={{ href: back, text: t('words:cancel') }} />
      </Form>
    </OfficeLayout>
  )
}

interface RightsProps {
  readonly context: PageContext
  readonly values: TeamFormValues
  readonly reach: Reach
  readonly error: string | undefined
}

function Rights({ context: { t }, values, reach, error }: RightsProps) {
  const has = (permission: Permission) => reach.all || reach.permissions.has(permission)
  const hint = (isOwn: boolean, text?: string) => (isOwn ? text : t('teams:form.notYours'))
  const settings = has('organizer.settings.general:write')
  const read = has('organizer.customers:read')
  const write = has('organizer.customers:write')
  return (
    <FormSection title={t('teams:form.rights')} hint={t('teams:form.rightsHint')}>
      <RadioField
        name="scope"
        label={t('teams:form.scope')}
        value={values.scope}
        error={error}
        options={[
          {
            value: 'all',
            label: t('teams:form.scopeAll'),
            hint: hint(reach.all, t('teams:form.scopeAllHint')),
            disabled: !reach.all,
          },
          { value: 'chosen', label: t('teams:form.scopeChosen') },
        ]}
      />
      <div class="grid gap-4 border-s-2 border-line ps-4">
        <CheckboxField
          name="settings"
          label={t('teams:form.settings')}
          hint={hint(settings, t('teams:form.settingsHint'))}
          checked={values.settings}
          disabled={!settings}
        />
        <CheckboxField
          name="teams"
          label={t('teams:form.teams')}
          hint={t('teams:form.teamsHint')}
          checked={values.teams}
        />
        <RadioField
          name="customers"
          label={t('teams:form.customers')}
          value={values.customers}
          options={[
            { value: 'none', label: t('teams:form.customersNone') },
            { value: 'read', label: t('teams:form.customersRead'), hint: hint(read), disabled: !read },
            { value: 'write', label: t('teams:form.customersWrite'), hint: hint(write), disabled: !write },
          ]}
        />
      </div>
    </FormSection>
  )
}
