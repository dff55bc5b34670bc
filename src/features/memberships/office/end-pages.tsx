import type { Message } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { UsedMembership } from '../types.ts'
import type { OfficeContext } from './context.ts'

interface EndProps {
  readonly context: OfficeContext
  readonly membership: UsedMembership
  /** What the customer is called. */
  readonly customer: string
  /** Address of the membership. */
  readonly base: string
}

/** What cancelling means, and the last button. */
export function CancelPage({ context, membership, customer, base }: EndProps) {
  const { frame, crumbs, t, csrf, typeName } = context
  const title = t('memberships:office.cancelTitle', { type: typeName(membership.type), name: customer })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('memberships:office.cancelText')}
        consequences={membership.used === 0 ? [] : [t('memberships:office.cancelUsed', { count: membership.used })]}
        post={{ action: `${base}cancel`, csrf }}
        submit={t('memberships:office.cancel')}
        tone="danger-solid"
        cancel={{ href: `${base}edit`, text: t('memberships:office.keep') }}
      />
    </OfficeLayout>
  )
}

/** @param props.reason why it has to stay; null when it can go */
export function DeletePage({ context, membership, customer, base, reason }: EndProps & { reason: Message | null }) {
  const { frame, crumbs, t, csrf, typeName } = context
  const title = reason
    ? t('memberships:office.cannotDelete')
    : t('memberships:office.deleteTitle', { type: typeName(membership.type), name: customer })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      {reason ? (
        <div class="grid max-w-2xl gap-4">
          <h1>{title}</h1>
          <p>{say(t, reason)}</p>
          <div class="flex flex-wrap gap-2">
            {!membership.isCanceled && <ButtonLink href={`${base}cancel`}>{t('memberships:office.cancel')}</ButtonLink>}
            <ButtonLink href={`${base}edit`}>{t('memberships:office.setEnd')}</ButtonLink>
          </div>
        </div>
      ) : (
        <DialogPage
          title={title}
          text={t('memberships:office.deleteText')}
          post={{ action: `${base}delete`, csrf }}
          submit={t('memberships:office.deleteSubmit')}
          tone="danger-solid"
          cancel={{ href: `${base}edit`, text: t('words:cancel') }}
        />
      )}
    </OfficeLayout>
  )
}
