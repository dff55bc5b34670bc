import type { Child, PropsWithChildren } from 'hono/jsx'

/** Title: what is missing. Text: how things get here. Children: one button for the first step. */
export function EmptyState({ title, text, children }: PropsWithChildren<{ title: string; text?: Child | undefined }>) {
  return (
    <div class="empty">
      <p class="font-semibold">{title}</p>
      {text !== undefined && <p class="text-muted">{text}</p>}
      {children}
    </div>
  )
}
