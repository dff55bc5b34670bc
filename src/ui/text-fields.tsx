import type { PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { controlAttributes, Field, type FieldProps } from './field.tsx'

type ControlProps = {
  required?: boolean | undefined
  disabled?: boolean | undefined
  readonly?: boolean | undefined
  /** WHATWG autofill token */
  autocomplete?: string | undefined
  autofocus?: boolean | undefined
}

export type TextFieldProps = FieldProps &
  ControlProps & {
    value?: string | undefined
    type?:
      | 'text'
      | 'email'
      | 'tel'
      | 'url'
      | 'search'
      | 'number'
      | 'date'
      | 'datetime-local'
      | 'time'
      | 'color'
      | undefined
    placeholder?: string | undefined
    inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | undefined
    maxlength?: number | undefined
    min?: string | undefined
    max?: string | undefined
    step?: string | undefined
    pattern?: string | undefined
    /** For codes, addresses, claims: monospaced, no spell check. */
    mono?: boolean | undefined
  }

export function TextField(props: TextFieldProps) {
  const { type = 'text', value, mono, placeholder, inputmode, maxlength, min, max, step, pattern } = props
  return (
    <Field {...props}>
      <input
        class={classNames('input', mono && 'mono')}
        {...controlAttributes(props)}
        {...controlState(props)}
        type={type}
        value={value}
        placeholder={placeholder}
        inputmode={inputmode}
        maxlength={maxlength}
        min={min}
        max={max}
        step={step}
        pattern={pattern}
        spellcheck={mono ? false : undefined}
        autocapitalize={mono ? 'none' : undefined}
      />
    </Field>
  )
}

/** autocomplete: "email" in forms, "username" where somebody logs in. */
export function EmailField({ autocomplete = 'email', ...props }: Omit<TextFieldProps, 'type' | 'inputmode' | 'mono'>) {
  return (
    <Field {...props}>
      <input
        class="input"
        {...controlAttributes(props)}
        {...controlState({ ...props, autocomplete })}
        type="email"
        value={props.value}
        placeholder={props.placeholder}
        spellcheck={false}
        autocapitalize="none"
      />
    </Field>
  )
}

type PasswordFieldProps = FieldProps &
  ControlProps & {
    autocomplete: 'current-password' | 'new-password' | 'off'
    placeholder?: string | undefined
    mono?: boolean | undefined
  }

/** Takes no value: a password is never sent back to the browser. */
export function PasswordField(props: PasswordFieldProps) {
  return (
    <Field {...props}>
      <input
        class={classNames('input', props.mono && 'mono')}
        {...controlAttributes(props)}
        {...controlState(props)}
        type="password"
        placeholder={props.placeholder}
      />
    </Field>
  )
}

export function TextareaField(
  props: FieldProps &
    ControlProps & { value?: string | undefined; rows?: number | undefined; mono?: boolean | undefined },
) {
  return (
    <Field {...props}>
      <textarea
        class={classNames('textarea', props.mono && 'mono')}
        {...controlAttributes(props)}
        {...controlState(props)}
        rows={props.rows}
        spellcheck={props.mono ? false : undefined}
      >
        {/* a browser drops the first line break inside a textarea */}
        {`\n${props.value ?? ''}`}
      </textarea>
    </Field>
  )
}

/** A file to upload; its form has `files`. @param accept media types, separated by commas */
export function FileField(props: FieldProps & ControlProps & { accept?: string | undefined }) {
  return (
    <Field {...props}>
      <input
        class="input file-input"
        {...controlAttributes(props)}
        {...controlState(props)}
        type="file"
        accept={props.accept}
      />
    </Field>
  )
}

export type Option = { value: string; label: string; lang?: string | undefined; disabled?: boolean | undefined }
export type OptionGroup = { label: string; options: Option[] }

type SelectFieldProps = FieldProps & ControlProps & { options: (Option | OptionGroup)[]; value?: string | undefined }

export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      <select class="select" {...controlAttributes(props)} {...controlState(props)}>
        <Options options={props.options} value={props.value} />
      </select>
    </Field>
  )
}

export function Options({ options, value }: { options: (Option | OptionGroup)[]; value?: string | undefined }) {
  return (
    <>
      {options.map((option) =>
        'options' in option ? (
          <optgroup label={option.label}>
            <Options options={option.options} value={value} />
          </optgroup>
        ) : (
          <option value={option.value} selected={option.value === value} lang={option.lang} disabled={option.disabled}>
            {option.label}
          </option>
        ),
      )}
    </>
  )
}

function controlState({ required, disabled, readonly, autocomplete, autofocus }: PropsWithChildren<ControlProps>) {
  return { required, disabled, readonly, autocomplete, autofocus }
}
