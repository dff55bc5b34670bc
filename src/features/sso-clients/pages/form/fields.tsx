import { AccessFields, AddressFields } from './access-fields.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import { AppFields } from './app-fields.tsx'
import type { ClientForm } from './client-form.tsx'
import { FlowFields } from './flow-fields.tsx'
import { LogoutFields } from './logout-fields.tsx'
import { ProofFields } from './proof-fields.tsx'
import { SecurityFields } from './security-fields.tsx'

/** The whole form of an app, from what everybody needs to what hardly anybody does. */
export function ClientFields({ form }: { form: ClientForm }) {
  return (
    <>
      <AppFields form={form} />
      <FlowFields form={form} />
      <AddressFields form={form} />
      <AccessFields form={form} />
      <ProofFields form={form} />
      <LogoutFields form={form} />
      <AdvancedFields form={form} />
      <SecurityFields form={form} />
    </>
  )
}
