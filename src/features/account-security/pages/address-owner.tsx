import { AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { PageContext } from '../routes/own.ts'

interface AddressOwnerPageProps extends PageContext {
  readonly owner: { readonly name: string; readonly page: string }
}

/** Says why the address cannot be changed here, and where it can. */
export function AddressOwnerPage({ frame, t, base, owner }: AddressOwnerPageProps) {
  const title = t('accountSecurity:email.ownedTitle', { provider: owner.name })
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t('accountSecurity:email.ownedText', { provider: owner.name })} />
      <p class="flex flex-wrap gap-2">
        {owner.page !== '' && (
          <ButtonLink tone="primary" icon="external-link" href={owner.page} rel="noreferrer">
            {t('accountSecurity:email.ownedChange')}
          </ButtonLink>
        )}
        <ButtonLink tone="ghost" href={`${base}/account/security`}>
          {t('accountSecurity:email.ownedBack')}
        </ButtonLink>
      </p>
    </AccountLayout>
  )
}
