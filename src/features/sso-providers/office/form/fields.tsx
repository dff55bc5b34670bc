import { AccountFields } from './account-fields.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import { ClaimFields } from './claim-fields.tsx'
import { ConnectionFields } from './connection-fields.tsx'
import { LoginPageFields } from './login-page-fields.tsx'
import { LogoutFields } from './logout-fields.tsx'
import { NewIdentities } from './new-identities.tsx'
import type { ProviderForm } from './provider-form.tsx'

/** The form of a provider below its kind, from what everybody needs to what hardly anybody does. */
export function ProviderFields({ form }: { form: ProviderForm }) {
  return (
    <>
      <NewIdentities form={form} />
      <LoginPageFields form={form} />
      <ConnectionFields form={form} />
      <ClaimFields form={form} />
      <AccountFields form={form} />
      <LogoutFields form={form} />
      <AdvancedFields form={form} />
    </>
  )
}
