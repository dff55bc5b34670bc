import type { InvalidInput } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { RadioField } from '../../../ui/choice-fields.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import type { Team } from '../../teams/index.ts'
import { LIFETIMES_DAYS, NAME_MAX_LENGTH } from '../rules.ts'
import type { PageContext } from './context.ts'
import type { TokenFormValues } from './form.ts'

interface AddPageProps {
  readonly context: PageContext
  readonly team: Team
  readonly values: TokenFormValues
  readonly wrong: InvalidInput | undefined
}

export function AddPage({ context: { frame, crumbs, t, csrf, path }, team, values, wrong }: AddPageProps) {
  const title = t('apiTokens:add.title')
  const error = (field: string) => {
    const message = wrong?.fields[field]
    return message && say(t, message)
  }
  const errors = Object.entries(wrong?.fields ?? {}).map(([field, message]) => ({ field, message: say(t, message) }))
  const ends = [
    ...LIFETIMES_DAYS.map((days) => ({ value: String(days), label: t('apiTokens:field.days', { count: days }) })),
    { value: 'date', label: t('apiTokens:field.date') },
    { value: 'never', label: t('apiTokens:field.forever') },
  ]
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('apiTokens:add.text', { team: team.name })} />
      {wrong && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6 max-w-3xl" />}
      <Form action={path('tokens/add')} csrf={csrf} class="max-w-3xl">
        <FormSection title={t('apiTokens:column.token')} first>
          <TextField
            name="name"
            label={t('apiTokens:field.name')}
            hint={t('apiTokens:field.nameHint')}
            value={values.name}
            error={error('name')}
            maxlength={NAME_MAX_LENGTH}
            autocomplete="off"
            required
          />
          <RadioField
            name="expires"
            label={t('apiTokens:field.expires')}
            options={ends}
            value={values.expires}
            error={error('expires')}
          />
          <TextField
            name="date"
            type="date"
            label={t('apiTokens:field.dateLabel')}
            hint={t('apiTokens:field.dateHint')}
            value={values.date}
            error={error('date')}
          />
        </FormSection>
        <SaveBar submit={t('apiTokens:createSubmit')} cancel={{ href: path(), text: t('words:cancel') }} />
      </Form>
    </OfficeLayout>
  )
}
