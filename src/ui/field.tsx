import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

/** What every field has. `name` gives the id, so a name stands once on a page; set `id` where it stands twice. */
export type FieldProps = {
  name: string
  label: Child
  id?: string | undefined
  hint?: Child | undefined
  /** How to repair it. Marks the field and is read with it. */
  error?: Child | undefined
  /** Behind the label: "optional". Required is the rule and has no mark. */
  mark?: string | undefined
  /** At the end of the label's line: a link such as "Forgot password?" */
  aside?: Child | undefined
  class?: string | undefined
}

/** An id that is safe in an address: letters, digits, "-" and "_". */
export function anchorId(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

/** The id of the field with this name; links of the error summary lead there. */
export function fieldId(name: string): string {
  return `f-${anchorId(name)}`
}

type Described = Pick<FieldProps, 'name' | 'id' | 'hint' | 'error'>

/** Attributes of a control that tie it to its label, hint and error. */
export function controlAttributes({ name, id = fieldId(name), hint, error }: Described) {
  const described = classNames(error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`)
  return {
    id,
    name,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': described,
  }
}

export function FieldError({ id, children }: PropsWithChildren<{ id: string }>) {
  return (
    <p class="field-error" id={id}>
      <Icon name="circle-alert" />
      <span>{children}</span>
    </p>
  )
}

/** Behind a label, and read as a word of its own. */
export function Mark({ children }: PropsWithChildren) {
  return (
    <>
      {' '}
      <span class="optional">{children}</span>
    </>
  )
}

/** Label, control, error, hint: in this order. The control is the child and takes `controlAttributes`. */
export function Field(props: PropsWithChildren<FieldProps>) {
  const { name, label, id = fieldId(name), hint, error, mark, aside, children } = props
  const text = (
    <label class="field-label" for={id}>
      {label}
      {mark !== undefined && <Mark>{mark}</Mark>}
    </label>
  )
  return (
    <div class={classNames('field', error !== undefined && 'field-bad', props.class)}>
      {aside === undefined ? (
        text
      ) : (
        <div class="flex items-baseline justify-between gap-4">
          {text}
          {aside}
        </div>
      )}
      {children}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
