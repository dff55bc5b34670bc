import type { Message } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { Customer } from '../types.ts'
import { customerName, customerPath, type OfficeContext } from './context.ts'

interface AnonymisePageProps {
  readonly context: OfficeContext
  readonly customer: Customer
  /** What the features that hold something about this person say of it. */
  readonly goes: readonly Message[]
  readonly stays: readonly Message[]
}

/** What goes, what stays, and the last button. */
export function AnonymisePage({ context, customer, goes, stays }: AnonymisePageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const title = t('customers:anonymise.title', { name: customerName(customer) })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('customers:anonymise.text', { identifier: customer.identifier })}
        consequences={[
          t('customers:anonymise.goes'),
          ...goes.map((what) => t('customers:anonymise.alsoGoes', { what: say(t, what) })),
          t('customers:anonymise.access'),
          t('customers:anonymise.history'),
          t('customers:anonymise.stays'),
          ...stays.map((what) => t('customers:anonymise.alsoStays', { what: say(t, what) })),
          t('customers:anonymise.login'),
        ]}
        post={{ action: path(customerPath(customer, 'anonymize')), csrf }}
        submit={t('customers:anonymise.submit')}
        tone="danger-solid"
        cancel={{ href: path(customerPath(customer)), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
