import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { Customer } from '../types.ts'
import { customerName, customerPath, type OfficeContext } from './context.ts'

/** What goes, what stays, and the last button. */
export function AnonymisePage({ context, customer }: { context: OfficeContext; customer: Customer }) {
  const { frame, crumbs, t, csrf, path } = context
  const title = t('customers:anonymise.title', { name: customerName(customer) })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('customers:anonymise.text', { identifier: customer.identifier })}
        consequences={[
          t('customers:anonymise.goes'),
          t('customers:anonymise.access'),
          t('customers:anonymise.history'),
          t('customers:anonymise.stays'),
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
