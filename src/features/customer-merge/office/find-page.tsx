import type { Message } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { IdTag, Monogram } from '../../../ui/tags.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import type { Customer } from '../../customers/index.ts'
import { type MergeContext, nameOf } from './context.ts'

interface FindPageProps extends MergeContext {
  readonly customer: Customer
  readonly typed: string
  readonly problem: Message | null
  readonly likely: readonly Customer[]
  /** Address of a page of this customer. */
  readonly address: (page: string) => string
}

/** Which account is the other one? */
export function FindPage({ frame, crumbs, t, customer, typed, problem, likely, address }: FindPageProps) {
  const title = t('customerMerge:find.title', { name: nameOf(customer) })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('customerMerge:find.text')} />
      <form action={address('merge')} method="get" class="grid max-w-xl gap-4">
        <TextField
          name="with"
          label={t('customerMerge:find.other')}
          hint={t('customerMerge:find.otherHint')}
          value={typed}
          error={problem ? say(t, problem) : undefined}
          maxlength={300}
          autocomplete="off"
          required
        />
        <div>
          <Button tone="primary">{t('customerMerge:find.submit')}</Button>
        </div>
      </form>
      {likely.length > 0 && (
        <div class="mt-10 max-w-3xl">
          <Section title={t('customerMerge:find.likely')} text={t('customerMerge:find.likelyText')}>
            <Rows>
              {likely.map((other) => (
                <Row
                  mark={<Monogram name={nameOf(other)} person />}
                  title={nameOf(other)}
                  hint={
                    <>
                      {other.email} <IdTag id={other.identifier} />
                    </>
                  }
                >
                  <ButtonLink small href={address(`merge/${encodeURIComponent(other.identifier)}`)}>
                    {t('customerMerge:find.choose')}
                  </ButtonLink>
                </Row>
              ))}
            </Rows>
          </Section>
        </div>
      )}
    </OfficeLayout>
  )
}
