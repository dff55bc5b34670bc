import type { FormProblems } from '../../../platform/http/form-fields.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, say, type Translate } from '../../../platform/i18n/i18n.ts'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import { timeZoneOptions } from '../../../ui/time-zones.ts'
import type { Office } from './organizers.tsx'

interface AddOrganizerPageProps {
  readonly office: Office
  readonly t: Translate
  readonly csrf: string
  /** Public address of the installation. */
  readonly url: string
  readonly values: Readonly<Record<string, string>>
  readonly problems: FormProblems
}

export function AddOrganizerPage({ office, t, csrf, url, values, problems }: AddOrganizerPageProps) {
  const error = (field: string) => problems[field] && say(t, problems[field])
  const errors = Object.keys(problems).map((field) => ({ field, message: error(field) }))
  return (
    <OfficeLayout {...office} title={t('office:add.title')}>
      <PageHead title={t('office:add.title')} text={t('office:add.text')} />
      <Form action="/control/organizers/add" csrf={csrf} class="grid max-w-xl gap-4">
        {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} />}
        <TextField
          name="name"
          label={t('office:add.name')}
          hint={t('office:add.nameHint')}
          value={values.name}
          error={error('name')}
          maxlength={200}
          required
          autofocus={errors.length === 0}
        />
        <TextField
          name="slug"
          label={t('office:add.slug')}
          hint={t('office:add.slugHint', { url })}
          value={values.slug}
          error={error('slug')}
          maxlength={50}
          required
          mono
        />
        <SelectField
          name="locale"
          label={t('office:add.locale')}
          value={values.locale}
          error={error('locale')}
          options={LOCALES.map((value) => ({ value, label: languageName(value), lang: value }))}
        />
        <SelectField
          name="time_zone"
          label={t('office:add.timeZone')}
          value={values.time_zone}
          error={error('time_zone')}
          options={timeZoneOptions(values.time_zone ?? '')}
        />
        <SaveBar submit={t('office:add.submit')} cancel={{ href: '/control/', text: t('words:cancel') }} />
      </Form>
    </OfficeLayout>
  )
}
