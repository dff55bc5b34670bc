import type { Child, PropsWithChildren } from 'hono/jsx'
import { Button, ButtonLink, type ButtonTone } from './button.tsx'
import { classNames } from './class-names.ts'
import { CsrfField } from './csrf-field.tsx'
import { anchorId } from './field.tsx'
import { Icon } from './icon.tsx'
import type { LinkItem } from './page-frame.ts'

type FormProps = PropsWithChildren<{
  action: string
  csrf: string
  class?: string | undefined
  id?: string | undefined
  /** Holds a FileField. */
  files?: boolean | undefined
}>

/** A POST form with its token. The server checks and answers with messages, so the browser does not. */
export function Form({ action, csrf, class: extra, id, files, children }: FormProps) {
  const enctype = files ? 'multipart/form-data' : undefined
  return (
    <form method="post" action={action} enctype={enctype} class={extra} id={id} novalidate>
      <CsrfField token={csrf} />
      {children}
    </form>
  )
}

type FormSectionProps = PropsWithChildren<{
  title: string
  hint?: Child | undefined
  /** Fields side by side from 40 rem on. */
  columns?: 1 | 2 | undefined
  /** The first section of a form has no rule above it. */
  first?: boolean | undefined
  /** A part of a larger section that has a heading of its own. */
  nested?: boolean | undefined
}>

/** Title and hint on the left, fields on the right; stacked below 60 rem. */
export function FormSection({ title, hint, columns = 1, first, nested, children }: FormSectionProps) {
  const id = anchorId(`section ${title}`)
  const Heading = nested ? 'h3' : 'h2'
  return (
    <section class={classNames('form-row', first && '!border-t-0 !pt-0')} aria-labelledby={id}>
      <div>
        <Heading class="h-sub" id={id}>
          {title}
        </Heading>
        {hint !== undefined && <p class="hint mt-1">{hint}</p>}
      </div>
      <div class={classNames('grid content-start gap-4', columns === 2 && 'sm:grid-cols-2')}>{children}</div>
    </section>
  )
}

type MoreFieldsProps = PropsWithChildren<{
  title: string
  /** Something in it was changed or is wrong. */
  open?: boolean | undefined
}>

/** Fields that few need, behind their title. */
export function MoreFields({ title, open, children }: MoreFieldsProps) {
  return (
    <details class="more" open={open}>
      <summary>
        <Icon name="chevron-right" />
        {title}
      </summary>
      <div class="grid gap-4">{children}</div>
    </details>
  )
}

type SaveBarProps = PropsWithChildren<{
  /** Says the thing: "Save changes". After a preview it repeats the consequence. */
  submit: string
  tone?: ButtonTone | undefined
  cancel?: LinkItem | undefined
  note?: Child | undefined
}>

/** Sticks to the bottom of long forms. Children are further buttons. */
export function SaveBar({ submit, tone = 'primary', cancel, note, children }: SaveBarProps) {
  return (
    <div class="save-bar">
      <Button tone={tone}>{submit}</Button>
      {cancel && (
        <ButtonLink tone="ghost" href={cancel.href}>
          {cancel.text}
        </ButtonLink>
      )}
      {children}
      {note !== undefined && <p class="hint ms-auto max-sm:hidden">{note}</p>}
    </div>
  )
}
