import type { Child, PropsWithChildren } from 'hono/jsx'
import { Button, ButtonLink, type ButtonTone } from './button.tsx'
import { Form } from './form.tsx'
import type { LinkItem, PostTarget } from './page-frame.ts'

export type DialogPageProps = PropsWithChildren<{
  /** The question or what is about to happen. */
  title: string
  text?: Child | undefined
  /** What happens, with real numbers, one sentence each. */
  consequences?: Child[] | undefined
  post: PostTarget
  /** Says the thing: "Disable and end 3 sessions" */
  submit: string
  tone?: Extract<ButtonTone, 'primary' | 'danger-solid'> | undefined
  cancel: LinkItem
}>

/** Asks before something is done. Goes into any layout; children are further fields of the form. */
export function DialogPage({
  title,
  text,
  consequences = [],
  post,
  submit,
  tone = 'primary',
  cancel,
  children,
}: DialogPageProps) {
  return (
    <div class="max-w-2xl">
      <h1>{title}</h1>
      {text !== undefined && <p class="mt-2 max-w-prose">{text}</p>}
      {consequences.length > 0 && (
        <ul class="mt-4 grid max-w-prose list-disc gap-1.5 ps-5">
          {consequences.map((consequence) => (
            <li>{consequence}</li>
          ))}
        </ul>
      )}
      <Form action={post.action} csrf={post.csrf} class="mt-6 grid gap-4">
        {children}
        <div class="flex flex-wrap gap-2">
          <Button tone={tone}>{submit}</Button>
          <ButtonLink tone="ghost" href={cancel.href}>
            {cancel.text}
          </ButtonLink>
        </div>
      </Form>
    </div>
  )
}
