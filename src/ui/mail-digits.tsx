import type { PropsWithChildren } from 'hono/jsx'
import { Notice } from './notice.tsx'
import { TextField } from './text-fields.tsx'

/** Six digits of a mail, in the field `code`. */
export function DigitsField({ label, error }: { label: string; error?: string | undefined }) {
  return (
    <TextField
      name="code"
      label={label}
      autocomplete="one-time-code"
      inputmode="numeric"
      maxlength={12}
      mono
      required
      autofocus
      error={error}
    />
  )
}

/** Where the mail is in demo mode; nothing where there is no mailbox. */
export function DemoMailbox({ href, title, children }: PropsWithChildren<{ href: string | null; title: string }>) {
  if (href === null) return null
  return (
    <Notice class="mt-5" tone="info" title={title}>
      <a class="link" href={href}>
        {children}
      </a>
    </Notice>
  )
}
