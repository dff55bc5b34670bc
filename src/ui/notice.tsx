import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { fieldId } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

export type NoticeTone = 'info' | 'ok' | 'warn' | 'bad'

export type NoticeMessage = { tone: NoticeTone; title: string; text?: string | undefined }

const looks: Record<NoticeTone, { class: string; icon: IconName }> = {
  info: { class: 'notice-info', icon: 'info' },
  ok: { class: 'notice-ok', icon: 'circle-check' },
  warn: { class: 'notice-warn', icon: 'triangle-alert' },
  bad: { class: 'notice-bad', icon: 'circle-alert' },
}

type NoticeProps = PropsWithChildren<{
  tone: NoticeTone
  title: Child
  icon?: IconName | undefined
  /** "alert" for an answer to what the person just sent, "status" for good news; none for what was there before. */
  role?: 'alert' | 'status' | undefined
  class?: string | undefined
}>

/** What happened, then what to do. The icon and the words carry the meaning, the colour only helps. */
export function Notice({ tone, title, icon, role, class: extra, children }: NoticeProps) {
  return (
    <div class={classNames('notice', looks[tone].class, extra)} role={role}>
      <Icon name={icon ?? looks[tone].icon} />
      <p class="notice-title">{title}</p>
      {children !== undefined && <div>{children}</div>}
    </div>
  )
}

/** Messages of the request before, on top of a page. */
export function Flash({
  messages,
  class: extra = 'mb-5',
}: {
  messages: NoticeMessage[] | undefined
  class?: string | undefined
}) {
  if (messages === undefined || messages.length === 0) return null
  return (
    <div class={classNames('grid gap-3', extra)}>
      {messages.map(({ tone, title, text }) => (
        <Notice tone={tone} title={title} role={tone === 'bad' ? 'alert' : 'status'}>
          {text}
        </Notice>
      ))}
    </div>
  )
}

export type SummaryError = {
  /** Name of the field the link leads to; none for an error of the whole form. */
  field?: string | undefined
  message: Child
}

type ErrorSummaryProps = {
  title: string
  errors: SummaryError[]
  /** Set to false where the page is not the answer to a form. */
  focus?: boolean | undefined
  class?: string | undefined
}

/** First thing on a page after a failed form, answered with status 422. Takes the focus. */
export function ErrorSummary({ title, errors, focus = true, class: extra }: ErrorSummaryProps) {
  return (
    <div class={classNames('notice notice-bad', extra)} role="alert" id="errors" tabindex={-1} {...(focus && focused)}>
      <Icon name="circle-alert" />
      <p class="notice-title">{title}</p>
      <ul class="error-list">
        {errors.map(({ field, message }) => (
          <li>{field === undefined ? message : <a href={`#${fieldId(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

const focused = { autofocus: true }
