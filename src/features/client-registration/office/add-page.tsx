import type { InvalidInput } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import { MOST_DAYS, MOST_USES, NAME_MAX_LENGTH } from '../rules.ts'
import type { PageContext } from './context.ts'
import type { TokenFormValues } from './form.ts'

interface AddPageProps {
  readonly context: PageContext
  readonly values: TokenFormValues
  readonly wrong: InvalidInput | undefined
}

export function AddPage({ context: { frame, crumbs, t, csrf, path }, values, wrong }: AddPageProps) {
  const title = t('clientRegistration:create')
  const error = (field: string) => {
    const message = wrong?.fields[field]
    return message && say(t, message)
  }
  const errors = Object.entries(wrong?.fields ?? {}).map(([field, message]) => ({ field, message: say(t, message) }))
  const number = (name: 'uses' | 'days', max: number) => (
    <TextField
      name={name}
      type="number"
      label={t(`clientRegistration:field.${name}`)}
      hint={t(`clientRegistration:field.${name}Hint`)}
      value={values[name]}
      error={error(name)}
      inputmode="numeric"
      min="1"
      max={String(max)}
      required
    />
  )
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('clientRegistration:emptyText')} />
      {wrong && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-3xl" />}
      <Form action={path('ssoregistration/add')} csrf={csrf} class="max-w-3xl">
        <FormSection title={t('clientRegistration:token')} first>
          <TextField
            name="name"
            label={t('clientRegistration:field.name')}
            hint={t('clientRegistration:field.nameHint')}
            value={values.name}
            error={error('name')}
            maxlength={NAME_MAX_LENGTH}
            autocomplete="off"
            required
          />
          {number('uses', MOST_USES)}
          {number('days', MOST_DAYS)}
        </FormSection>
        <SaveBar
          submit={t('clientRegistration:createSubmit')}
          cancel={{ href: path('ssoregistration'), text: t('words:cancel') }}
        />
      </Form>
    </OfficeLayout>
  )
}
