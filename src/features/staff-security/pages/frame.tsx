import type { PropsWithChildren } from 'hono/jsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { OwnAccountNav } from '../../../ui/own-account-nav.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { OwnPage } from '../context.ts'

/** A page of the own account: its name, and the way to the others. */
export function OwnAccountFrame({ page, text, children }: PropsWithChildren<{ page: OwnPage; text?: string }>) {
  const { office, t, active, isNative } = page
  const title = t(`ui:ownAccount.${active}`)
  return (
    <OfficeLayout {...office} title={title}>
      <PageHead title={title} text={text} />
      <OwnAccountNav t={t} active={active} hasPassword={isNative} />
      <div class="max-w-3xl">{children}</div>
    </OfficeLayout>
  )
}
