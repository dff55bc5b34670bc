import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { controlAttributes, FieldError, type FieldProps, fieldId, Mark } from './field.tsx'
import { Icon } from './icon.tsx'

/** Under a switch: whom it touches, with a number from the database. */
export function Affects({ children }: PropsWithChildren) {
  return (
    <p class="affects">
      <Icon name="users" />
      <span>{children}</span>
    </p>
  )
}

export type CheckboxFieldProps = Omit<FieldProps, 'mark' | 'aside'> & {
  /** Sent when ticked; "on" unless set. Nothing is sent when not ticked. */
  value?: string | undefined
  checked?: boolean | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
}

/** Part of a form: agree, pick. */
export function CheckboxField(props: CheckboxFieldProps) {
  return <Choice {...props} control="checkbox" />
}

/** A state of the system. Like a checkbox it needs the form to be sent. */
export function SwitchField(props: CheckboxFieldProps & { affects?: Child | undefined }) {
  return <Choice {...props} control="toggle" />
}

type ChoiceProps = CheckboxFieldProps & { control: 'checkbox' | 'toggle'; affects?: Child | undefined }

function Choice(props: ChoiceProps) {
  const { name, label, id = fieldId(name), hint, error, value, checked, required, disabled, control, affects } = props
  return (
    <div class={classNames('choice', props.class)}>
      <input
        class={control}
        type="checkbox"
        role={control === 'toggle' ? 'switch' : undefined}
        {...controlAttributes(props)}
        value={value}
        checked={checked}
        required={required}
        disabled={disabled}
      />
      <label for={id} class={control === 'toggle' ? 'font-semibold' : undefined}>
        {label}
      </label>
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint !== undefined && (
        <p class="hint max-w-prose" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {affects !== undefined && <Affects>{affects}</Affects>}
    </div>
  )
}

export type RadioOption = { value: string; label: Child; hint?: Child | undefined; disabled?: boolean | undefined }

type RadioFieldProps = Omit<FieldProps, 'aside'> & {
  options: RadioOption[]
  value?: string | undefined
  hideLabel?: boolean | undefined
}

/** A few alternatives that should all be seen; more than six are a SelectField. */
export function RadioField(props: RadioFieldProps) {
  const { name, hint, error, options, value } = props
  return (
    <RadioSet {...props}>
      <div class="grid gap-2">
        {options.map((option, index) => {
          const id = radioId(props, index)
          return (
            <div class="choice">
              <input
                class="radio"
                type="radio"
                {...controlAttributes({ name, id, hint: option.hint, error: undefined })}
                value={option.value}
                checked={option.value === value}
                disabled={option.disabled}
              />
              <label for={id}>{option.label}</label>
              {option.hint !== undefined && (
                <p class="hint" id={`${id}-hint`}>
                  {option.hint}
                </p>
              )}
            </div>
          )
        })}
      </div>
      {error !== undefined && <FieldError id={`${fieldId(name)}-error`}>{error}</FieldError>}
      {hint !== undefined && <p class="hint">{hint}</p>}
    </RadioSet>
  )
}

/** Radios with a frame: presets and other first choices. */
export function ChoiceCards(props: RadioFieldProps) {
  const { name, options, value, error } = props
  return (
    <RadioSet {...props}>
      <div class="grid grid-cols-1 gap-2 xs:grid-cols-2 sm:grid-cols-3">
        {options.map((option, index) => (
          <ChoiceCard name={name} id={radioId(props, index)} option={option} checked={option.value === value} />
        ))}
      </div>
      {error !== undefined && <FieldError id={`${fieldId(name)}-error`}>{error}</FieldError>}
    </RadioSet>
  )
}

type ChoiceCardProps = { name: string; id: string; option: RadioOption; checked: boolean }

export function ChoiceCard({ name, id, option, checked }: ChoiceCardProps) {
  return (
    <label class="choice-card" for={id}>
      <input
        class="radio"
        type="radio"
        name={name}
        id={id}
        value={option.value}
        checked={checked}
        disabled={option.disabled}
      />
      <span class="min-w-0">
        {option.label}
        {option.hint !== undefined && <span class="hint block font-normal">{option.hint}</span>}
      </span>
    </label>
  )
}

function RadioSet({ name, label, mark, error, hideLabel, class: extra, children }: PropsWithChildren<RadioFieldProps>) {
  const describedBy = error === undefined ? undefined : `${fieldId(name)}-error`
  return (
    <fieldset class={classNames('field', error !== undefined && 'field-bad', extra)} aria-describedby={describedBy}>
      <legend class={hideLabel ? 'sr-only' : 'field-label mb-1.5'}>
        {label}
        {mark !== undefined && <Mark>{mark}</Mark>}
      </legend>
      {children}
    </fieldset>
  )
}

/** The first radio has the id of the field, so that the error summary leads to it. */
function radioId({ name, id = fieldId(name) }: Pick<FieldProps, 'name' | 'id'>, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`
}
