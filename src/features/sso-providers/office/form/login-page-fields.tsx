import { languageName } from '../../../../platform/i18n/format.ts'
import { LOCALES } from '../../../../platform/i18n/i18n.ts'
import { CheckboxField } from '../../../../ui/choice-fields.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { FileField } from '../../../../ui/text-fields.tsx'
import { NAME_MAX_LENGTH } from '../../rules/names.ts'
import { errorOf, Line, type ProviderForm, Switch } from './provider-form.tsx'

/** What customers see of the provider. */
export function LoginPageFields({ form }: { form: ProviderForm }) {
  const { t } = form.context
  const optional = t('ui:optional')
  return (
    <FormSection title={t('ssoProvidersOffice:section.loginPage')} hint={t('ssoProvidersOffice:section.loginPageHint')}>
      <Switch form={form} name="is_active" hint={t('ssoProvidersOffice:hint.is_active')} affects={affected(form)} />
      <div class="grid gap-4 sm:grid-cols-2">
        {LOCALES.map((locale) => (
          <Line
            form={form}
            name={`name.${locale}`}
            label={t('ssoProvidersOffice:label.name', { language: languageName(locale) })}
            maxlength={NAME_MAX_LENGTH}
          />
        ))}
        {LOCALES.map((locale) => (
          <Line
            form={form}
            name={`button_label.${locale}`}
            label={t('ssoProvidersOffice:label.button', { language: languageName(locale) })}
            mark={optional}
            maxlength={NAME_MAX_LENGTH}
          />
        ))}
      </div>
      <p class="hint max-w-prose">{t('ssoProvidersOffice:hint.button')}</p>
      <IconFields form={form} />
    </FormSection>
  )
}

/** Whom a change touches. */
function affected({ context: { t, number }, usage }: ProviderForm): string | undefined {
  if (usage === null) return undefined
  const logins = t('ssoProvidersOffice:usage.logins', {
    count: usage.loginsIn7Days,
    total: number(usage.loginsIn7Days),
  })
  const onlyWay = t('ssoProvidersOffice:usage.onlyWay', { count: usage.onlyWay, total: number(usage.onlyWay) })
  return `${logins}, ${onlyWay}.`
}

function IconFields({ form }: { form: ProviderForm }) {
  const { context, provider } = form
  const { t } = context
  const icon = provider && context.icon(provider)
  return (
    <div class="flex items-start gap-4">
      {icon && (
        <img
          class="mt-7 size-12 flex-none rounded-field border border-line bg-white object-contain"
          src={icon}
          alt=""
          width="48"
          height="48"
        />
      )}
      <div class="grid min-w-0 flex-1 gap-2">
        <FileField
          name="icon"
          label={t('ssoProvidersOffice:label.icon')}
          mark={t('ui:optional')}
          hint={t('ssoProvidersOffice:hint.icon')}
          error={errorOf(form, 'icon')}
          accept="image/png,image/jpeg,image/webp"
        />
        {icon && <CheckboxField name="remove_icon" label={t('ssoProvidersOffice:label.removeIcon')} />}
      </div>
    </div>
  )
}
