import { controlAttributes, Field, fieldId } from '../../../../ui/field.tsx'
import { Options } from '../../../../ui/text-fields.tsx'
import { type AmountName, UNITS_OF } from '../../form/values.ts'
import { type ClientForm, errorOf } from './client-form.tsx'

interface AmountFieldProps {
  readonly form: ClientForm
  readonly name: AmountName
  readonly hint?: string
  readonly mark?: string
}

/** A time as a number and a unit. */
export function AmountField({ form, name, hint, mark }: AmountFieldProps) {
  const { t, values } = form
  const label = t(`ssoClients:label.${name}`)
  const error = errorOf(form, name)
  const unit = values.text[`${name}_unit`]
  const units = UNITS_OF[name].some((one) => one === unit) ? UNITS_OF[name] : (['seconds', ...UNITS_OF[name]] as const)
  return (
    <Field name={name} label={label} hint={hint} mark={mark} error={error}>
      <div class="flex gap-2">
        <input
          class="input num w-24!"
          {...controlAttributes({ name, hint, error })}
          type="text"
          inputmode="numeric"
          value={values.text[name]}
          maxlength={9}
          autocomplete="off"
        />
        <select
          class="select w-32!"
          name={`${name}_unit`}
          id={fieldId(`${name}_unit`)}
          aria-label={t('ssoClients:label.unit', { label })}
        >
          <Options
            options={units.map((one) => ({ value: one, label: t(`ssoClients:option.unit.${one}`) }))}
            value={unit}
          />
        </select>
      </div>
    </Field>
  )
}
