import type { Translate } from '../../platform/i18n/i18n.ts'
import { Button, ButtonLink, PostButton } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Row, Rows } from '../../ui/lists.tsx'
import { ErrorSummary } from '../../ui/notice.tsx'
import { type OfficeFrame, OfficeLayout } from '../../ui/office-layout.tsx'
import { type Crumb, PageHead } from '../../ui/page-head.tsx'
import { IconMark } from '../../ui/tags.tsx'
import { TextField } from '../../ui/text-fields.tsx'
import { MAX_TAG } from './rules.ts'
import type { CustomerTag } from './types.ts'

export interface TagsPageProps {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** How the customer is called. */
  readonly customer: string
  readonly tags: readonly CustomerTag[]
  /** Tags of other customers, to choose from. */
  readonly known: readonly string[]
  readonly typed: string
  readonly problem: string | undefined
  readonly action: string
  /** The customer's page. */
  readonly back: string
}

/** Tags of one customer, to add and to remove. */
export function TagsPage({ frame, crumbs, t, csrf, customer, tags, typed, problem, ...more }: TagsPageProps) {
  const title = t('customerTags:titleOf', { customer })
  const free = more.known.filter((tag) => !tags.some((own) => own.tag === tag))
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        text={t('customerTags:intro')}
        actions={<ButtonLink href={more.back}>{t('customerTags:back')}</ButtonLink>}
      />
      <div class="grid max-w-2xl gap-8">
        {problem !== undefined && (
          <ErrorSummary title={t('customerTags:problem')} errors={[{ field: 'tag', message: problem }]} />
        )}
        <Form action={more.action} csrf={csrf} class="grid gap-4">
          <TextField
            name="tag"
            label={t('customerTags:add')}
            hint={t('customerTags:addHint', { max: MAX_TAG })}
            value={typed}
            error={problem}
            autocomplete="off"
            class="max-w-sm"
          />
          <p>
            <Button tone="primary">{t('customerTags:submit')}</Button>
          </p>
        </Form>
        {tags.length === 0 ? (
          <p class="text-muted">{t('customerTags:none')}</p>
        ) : (
          <Rows>
            {tags.map(({ tag, source }) => (
              <Row
                mark={<IconMark icon="tag" />}
                title={tag}
                hint={source === 'staff' ? undefined : t(`customerTags:source.${source}`)}
              >
                {source !== 'rule' && (
                  <PostButton small post={{ action: `${more.action}/remove`, csrf }} fields={{ tag }}>
                    {t('customerTags:remove')}
                    <span class="sr-only"> {tag}</span>
                  </PostButton>
                )}
              </Row>
            ))}
          </Rows>
        )}
        {free.length > 0 && (
          <section aria-labelledby="known-tags">
            <h2 class="h-sub" id="known-tags">
              {t('customerTags:known')}
            </h2>
            <div class="mt-2 flex flex-wrap gap-2">
              {free.map((tag) => (
                <PostButton small icon="plus" post={{ action: more.action, csrf }} fields={{ tag }}>
                  {tag}
                </PostButton>
              ))}
            </div>
          </section>
        )}
      </div>
    </OfficeLayout>
  )
}
